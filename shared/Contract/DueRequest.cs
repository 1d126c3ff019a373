using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for the secrets that need a person's attention.</summary>
/// <param name="DueBefore">What expires before this is due; nothing but what has expired, when absent.</param>
/// <param name="UnusedSince">What was neither used nor changed since is unused; nothing is, when absent.</param>
/// <param name="Scope">One environment; every one of every project when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DueRequest(DateTimeOffset? DueBefore = null, DateTimeOffset? UnusedSince = null, SecretScope? Scope = null);
