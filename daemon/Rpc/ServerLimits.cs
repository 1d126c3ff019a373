using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>What one connection, and all of them, may cost. Whoever exceeds a limit is disconnected; <see cref="WireLimits"/> has those of a message.</summary>
/// <param name="Connections">Connections at a time; one more waits for a place, and is refused where none comes free.</param>
/// <param name="InFlight">Requests of one connection that are not answered yet.</param>
/// <param name="Notices">Notifications that wait for one subscriber, beyond what the system's own buffer holds.</param>
/// <param name="FrameTime">How long a frame may take from its first to its last byte, in either direction.</param>
/// <param name="PlaceTime">How long no place must have come free before a connection that waits for one is refused.</param>
/// <param name="StopTime">How long requests in flight may take when the daemon ends.</param>
internal sealed record ServerLimits(int Connections, int InFlight, int Notices, TimeSpan FrameTime, TimeSpan PlaceTime, TimeSpan StopTime)
{
    /// <summary>The limits of the protocol.</summary>
    public static ServerLimits Standard { get; } = new(64, WireLimits.InFlight, 64, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
}
