namespace Secrets.Daemon.Store;

/// <summary>
/// Encrypts what describes (names, descriptions, audit bodies) under the metadata key, which is at hand while locked.
/// Vault implements it; whoever puts a body into the store uses it. Called from several threads at once.
/// </summary>
internal interface IBodyCipher
{
    /// <summary>Encrypts a body under a fresh nonce, which is part of the result.</summary>
    byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData);

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged: not sealed by this key for this associated data.</exception>
    byte[] Open(ReadOnlySpan<byte> body, ReadOnlySpan<byte> associatedData);
}
