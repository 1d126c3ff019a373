namespace Secrets.Daemon.Store;

/// <summary>An environment of a project.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="NameHash">Keyed hash of the name, at least 8 bytes, unique in the project.</param>
/// <param name="Body">The name and the rest, encrypted.</param>
/// <param name="InheritsId">The environment it inherits from, or null.</param>
/// <param name="PublicKey">X25519: data keys are sealed to it.</param>
/// <param name="SealedSecretKey">The secret key, sealed to the vault identity.</param>
internal sealed record EnvironmentRecord(
    long Id,
    long ProjectId,
    byte[] NameHash,
    byte[] Body,
    long? InheritsId,
    byte[] PublicKey,
    byte[] SealedSecretKey) : IRecord
{
    public long Revision { get; init; }

    /// <summary>The key pair before this one, while data keys may still be sealed to it: a rotation is under way. Null otherwise.</summary>
    public byte[]? FormerPublicKey { get; init; }

    /// <summary>Its secret key, sealed to the vault identity.</summary>
    public byte[]? FormerSealedSecretKey { get; init; }
}
