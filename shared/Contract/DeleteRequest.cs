using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Removes secrets, all or none.</summary>
/// <param name="Names">At least one.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
/// <param name="Stage">Whether the removal waits for a deploy. A secret that is staged only is not staged any more then.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeleteRequest(IReadOnlyList<string> Names, SecretScope? Scope = null, bool Stage = false);
