using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Gives a secret another name; its history goes with it.</summary>
/// <param name="Name">The secret.</param>
/// <param name="To">Its new name, which no other secret of the environment has.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenameRequest(string Name, string To, SecretScope? Scope = null);
