using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for the versions of a secret, as many as fit into one answer.</summary>
/// <param name="Name">Its name. It may be deleted.</param>
/// <param name="Scope">The scope whose own secret it is; the default one when absent.</param>
/// <param name="Before">Only versions older than this one; the newest where it is absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HistoryRequest(string Name, SecretScope? Scope = null, int? Before = null);
