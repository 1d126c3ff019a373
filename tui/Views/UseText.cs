using Secrets.Shared.Contract;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Where a secret is used, in a line.</summary>
internal static class UseText
{
    /// <summary><c>run train, 3 times, 2h ago</c>; the scope where it is another one, since it inherits the secret.</summary>
    public static string Of(SecretUse use, SecretScope shown, TimeProvider time)
    {
        string? program = use.Action == "run" ? use.Program : Path.GetFileName(use.Program);
        string scope = use.Scope == shown ? "" : $" in {use.Scope}";
        string times = use.Count == 1 ? "" : $", {use.Count} times";
        TimeSpan ago = time.GetUtcNow() - use.LastAt;
        return $"{use.Action}{(program is null ? "" : $" {program}")}{scope}{times}, {(ago.TotalSeconds < 1 ? "just now" : $"{Times.Short(ago)} ago")}";
    }
}
