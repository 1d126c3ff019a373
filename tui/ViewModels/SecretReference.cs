using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>One way to refer to a secret.</summary>
/// <param name="Where">Where this is written: <c>dstack</c>.</param>
/// <param name="Text">What is written there.</param>
internal sealed record SecretReference(string Where, string Text)
{
    /// <summary>All ways to refer to a secret of this name.</summary>
    public static IReadOnlyList<SecretReference> AllOf(string name) =>
    [
        new("dstack", $"${{{{ secrets.{name} }}}}"),
        new("RunPod", $"{{{{ RUNPOD_SECRET_{name} }}}}"),
        new("Truss", $"/secrets/{name}"),
        // A name that is no variable's needs one of its own to become part of a program's environment.
        Names.IsVariable(name) ? new("shell", $"${name}") : new("run", $"--as VARIABLE={name}"),
        new("CLI", $"secrets get {name}"),
    ];
}
