namespace Secrets.Shared.Contract;

/// <summary>What the daemon is.</summary>
/// <param name="Protocol">The protocol number it speaks.</param>
/// <param name="Version">The release, for people.</param>
public sealed record HelloReply(int Protocol, string Version);
