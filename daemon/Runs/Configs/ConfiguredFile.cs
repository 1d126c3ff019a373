using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>A file that a configuration mounts: it has either content or a local path.</summary>
/// <param name="Path">The absolute path at which the program looks for it.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ConfiguredFile(string Path, Position At)
{
    /// <summary>What it contains, or null.</summary>
    public ValueTemplate? Content { get; init; }

    /// <summary>Whether the content is base64 of what the file contains.</summary>
    public bool IsBase64 { get; init; }

    /// <summary>The caller's file that it is a copy of, or null.</summary>
    public string? LocalPath { get; init; }

    /// <summary>Whether the program has another way to the same value, so that a run without the file is still of use.</summary>
    public bool IsOptional { get; init; }
}
