using System.Text;
using Secrets.Shared.Contract;
using Secrets.Tui.Launch;

namespace Secrets.Tests.Tui.Commands;

/// <summary>Remembers what was to be started, and fails as it is told.</summary>
internal sealed class FakeLauncher : ILauncher
{
    public LaunchFailure Failure { get; set; } = new(Found: false, "no such file or directory");

    public string[]? Arguments { get; private set; }

    public string? Folder { get; private set; }

    public EnvironmentRules? Rules { get; private set; }

    public LaunchFailure Become(IReadOnlyList<byte[]> arguments, string? folder, RunPlan plan, EnvironmentRules rules)
    {
        Arguments = [.. arguments.Select(Encoding.UTF8.GetString)];
        (Folder, Rules) = (folder, rules);
        return Failure;
    }
}
