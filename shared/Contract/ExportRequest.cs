using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for secrets as a text.</summary>
/// <param name="Names">Which ones; all of the scope when absent.</param>
/// <param name="Format">dotenv, json, yaml, shell, docker, fly, dstack or runpod; dotenv when absent.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExportRequest(IReadOnlyList<string>? Names = null, string? Format = null, SecretScope? Scope = null);
