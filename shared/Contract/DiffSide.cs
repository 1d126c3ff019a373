using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>One side of a comparison: what a run in a scope would get.</summary>
/// <param name="Scope">The scope; the default one when absent.</param>
/// <param name="Version">Of the one secret that is compared, the version; the live one when absent.</param>
/// <param name="Staged">Whether what is staged counts as deployed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DiffSide(SecretScope? Scope = null, int? Version = null, bool Staged = false);
