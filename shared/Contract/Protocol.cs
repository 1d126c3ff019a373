namespace Secrets.Shared.Contract;

/// <summary>The protocol's own number, raised by hand when an old client could no longer understand the daemon.</summary>
public static class Protocol
{
    /// <summary>The number this build speaks.</summary>
    public const int Version = 1;
}
