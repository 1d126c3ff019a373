using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Renames a project.</summary>
/// <param name="Name">Its name.</param>
/// <param name="To">Its new name.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenameProjectRequest(string Name, string To);
