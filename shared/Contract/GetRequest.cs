using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for values.</summary>
/// <param name="Names">At least one.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
/// <param name="Resolved">Templates as a run gets them, each name once; else the text that was stored.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GetRequest(IReadOnlyList<string> Names, SecretScope? Scope = null, bool Resolved = false);
