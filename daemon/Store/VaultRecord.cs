namespace Secrets.Daemon.Store;

/// <summary>The vault itself: one row.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="VaultId">16 random bytes that every value's associated data binds.</param>
/// <param name="Format">The format of what is sealed, raised by hand.</param>
/// <param name="Suite">The set of primitives.</param>
/// <param name="IdentityPublicKey">X25519.</param>
/// <param name="SealedDeviceKey">The device key, sealed to the identity, for a restore on another machine.</param>
/// <param name="SealedDigestKey">The key of the digests, sealed to the identity.</param>
/// <param name="CreatedAt">When the vault was made.</param>
internal sealed record VaultRecord(
    long Id,
    byte[] VaultId,
    int Format,
    int Suite,
    byte[] IdentityPublicKey,
    byte[] SealedDeviceKey,
    byte[] SealedDigestKey,
    DateTimeOffset CreatedAt) : IRecord
{
    public long Revision { get; init; }
}
