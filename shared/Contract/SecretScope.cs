using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Where a secret lives: one environment of one project.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Environment">The environment's name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SecretScope(string Project, string Environment)
{
    /// <summary>The project and the environment that every vault has from the start.</summary>
    public static SecretScope Default { get; } = new("default", "default");

    /// <inheritdoc/>
    public override string ToString() => $"{Project}/{Environment}";
}
