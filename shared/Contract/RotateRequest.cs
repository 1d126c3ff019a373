using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Gives an environment, or the whole vault, new keys.</summary>
/// <param name="Scope">The environment; null means the default one.</param>
/// <param name="All">Whether the vault's identity and all environments get new keys instead.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RotateRequest(SecretScope? Scope = null, bool All = false);
