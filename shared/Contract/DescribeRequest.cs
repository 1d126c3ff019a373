using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks for one secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DescribeRequest(string Name, SecretScope? Scope = null);
