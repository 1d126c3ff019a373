using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>An environment variable that a configuration sets.</summary>
/// <param name="Name">Its name, POSIX.</param>
/// <param name="Value">Its value, or null where the caller's environment has it.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ConfiguredVariable(string Name, ValueTemplate? Value, Position At)
{
    /// <summary>The file that it stands in, where that is not the configuration.</summary>
    public string? File { get; init; }
}
