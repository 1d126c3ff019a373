using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Undoes the last change of a scope's secrets.</summary>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UndoRequest(SecretScope? Scope = null);
