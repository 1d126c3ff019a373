using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>Becomes another program. Tests look at what it would become.</summary>
internal interface ILauncher
{
    /// <summary>Becomes the program; returns only where that failed.</summary>
    /// <param name="arguments">The argument vector; the first one names the program.</param>
    /// <param name="folder">Where it starts, or null to stay.</param>
    /// <param name="plan">Its variables.</param>
    /// <param name="rules">What it gets of the caller's environment.</param>
    /// <exception cref="SecretsException">The environment cannot be put together, or the folder cannot be entered.</exception>
    LaunchFailure Become(IReadOnlyList<byte[]> arguments, string? folder, RunPlan plan, EnvironmentRules rules);
}
