using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Renames an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="To">Its new name.</param>
/// <param name="Project">The project; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenameEnvironmentRequest(string Name, string To, string? Project = null);
