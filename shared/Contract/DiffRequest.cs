using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Compares values without showing them.</summary>
/// <param name="A">The one side.</param>
/// <param name="B">The other one.</param>
/// <param name="Names">Which secrets; all when absent. Exactly one where a version is named.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DiffRequest(DiffSide A, DiffSide B, IReadOnlyList<string>? Names = null);
