using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Deploys or discards what is staged, all or none.</summary>
/// <param name="Names">Which secrets; all that are staged when absent.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StagingRequest(IReadOnlyList<string>? Names = null, SecretScope? Scope = null);
