namespace Secrets.Daemon.Store;

/// <summary>One version of a secret, without its ciphertext, so that a list never reads values.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="SecretId">Its secret.</param>
/// <param name="Number">From 1, unique in the secret.</param>
/// <param name="Kind">A value or a tombstone.</param>
/// <param name="SealedDataKey">The data key, sealed to the environment; empty for a tombstone.</param>
/// <param name="Nonce">The value's nonce; empty for a tombstone.</param>
/// <param name="Digest">The keyed digest of the value, null while it is pending (and always for a tombstone).</param>
/// <param name="CreatedAt">When it was written, in milliseconds.</param>
internal sealed record VersionRecord(
    long Id,
    long SecretId,
    int Number,
    VersionKind Kind,
    byte[] SealedDataKey,
    byte[] Nonce,
    byte[]? Digest,
    DateTimeOffset CreatedAt) : IRecord
{
    public long Revision { get; init; }

    /// <summary>What describes the secret as of this version (description, tags, flags), encrypted; empty for a tombstone.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The tag of the ciphertext, kept by the store: it ties the ciphertext to this row.</summary>
    public byte[] CiphertextTag { get; init; } = [];
}
