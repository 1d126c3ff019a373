using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for the secrets of a scope.</summary>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ListRequest(SecretScope? Scope = null);
