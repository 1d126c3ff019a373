namespace Secrets.Tui.Launch;

/// <summary>What the child gets of the caller's environment, and who wins.</summary>
/// <param name="Pristine">Nothing of it but a few variables without which hardly anything runs.</param>
/// <param name="PreserveAll">The caller's variables win over the plan's.</param>
/// <param name="Preserve">These of the caller's variables win over the plan's.</param>
internal sealed record EnvironmentRules(bool Pristine = false, bool PreserveAll = false, IReadOnlyList<string>? Preserve = null)
{
    /// <summary>All of the caller's environment, and the plan's variables win.</summary>
    public static EnvironmentRules Default { get; } = new();
}
