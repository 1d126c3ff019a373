using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Writes a backup.</summary>
/// <param name="Path">The file, an absolute path.</param>
/// <param name="Force">Whether a file that is there is replaced.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BackupRequest(string Path, bool Force = false);
