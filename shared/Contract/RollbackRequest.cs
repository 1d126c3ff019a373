using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Brings an old version's value back as a new version.</summary>
/// <param name="Name">The secret. It may be deleted.</param>
/// <param name="To">The old version's number.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
/// <param name="Stage">Whether the new version waits for a deploy.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RollbackRequest(string Name, int To, SecretScope? Scope = null, bool Stage = false);
