using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for a text with its references resolved.</summary>
/// <param name="Text">The text: <c>${{ secrets.name }}</c> and <c>{{ RUNPOD_SECRET_name }}</c> are references, everything else stays as it is.</param>
/// <param name="FileName">Its file's name, for messages.</param>
/// <param name="Scope">Where the secrets are; the default scope when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InjectRequest(string Text, string? FileName = null, SecretScope? Scope = null);
