using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>The first call of a connection.</summary>
/// <param name="Protocol">The protocol number that the client speaks (<see cref="Protocol.Version"/>).</param>
/// <param name="Client">The client's name and version, for the log: <c>secrets/0.1.0</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record HelloRequest(int Protocol, string? Client = null);
