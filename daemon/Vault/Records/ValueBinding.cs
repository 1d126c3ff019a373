using Secrets.Daemon.Crypto;
using Secrets.Daemon.Vault.Keys;

namespace Secrets.Daemon.Vault.Records;

/// <summary>
/// The place of a value, as its ciphertext is bound to it: each part behind its length.
/// <code>
/// format | suite | vault id | project id | environment id | secret id | version number
/// </code>
/// Ids, not names: a rename needs no re-encryption, and the record that ties a name to its id is authenticated itself.
/// </summary>
/// <param name="VaultId">16 random bytes.</param>
/// <param name="ProjectId">The project's id.</param>
/// <param name="EnvironmentId">The environment's id.</param>
/// <param name="SecretId">The secret's id.</param>
/// <param name="Number">The version's number.</param>
internal sealed record ValueBinding(byte[] VaultId, long ProjectId, long EnvironmentId, long SecretId, int Number)
{
    /// <summary>
    /// Encrypts a value.
    /// <code>
    /// 0   4   header, kind V
    /// 4   n   ciphertext and tag; the nonce stands in the version's record
    /// </code>
    /// </summary>
    public byte[] Seal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> dataKey)
    {
        byte[] ciphertext = new byte[FormatHeader.Length + value.Length + Aead.TagLength];
        FormatHeader.Write(ciphertext, FormatHeader.Value);
        AssociatedData bound = new(stackalloc byte[128]);
        Bind(ref bound);
        Aead.Encrypt(value, bound.Bytes, nonce, dataKey, ciphertext.AsSpan(FormatHeader.Length));
        return ciphertext;
    }

    /// <summary>The length of the value in a ciphertext.</summary>
    public static int LengthOf(ReadOnlySpan<byte> ciphertext) =>
        ciphertext.Length >= FormatHeader.Length + Aead.TagLength ? ciphertext.Length - FormatHeader.Length - Aead.TagLength : throw Damage.Of("a value");

    /// <summary>Decrypts a value into <paramref name="value"/>, whose length is <see cref="LengthOf"/>.</summary>
    /// <exception cref="Shared.Contract.SecretsException">Damaged: it is not this place's, or was changed.</exception>
    public void Open(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> dataKey, Span<byte> value)
    {
        const string What = "a value";
        ReadOnlySpan<byte> box = FormatHeader.Read(ciphertext, FormatHeader.Value, What);
        AssociatedData bound = new(stackalloc byte[128]);
        Bind(ref bound);
        if (nonce.Length != Aead.NonceLength || !Aead.Decrypt(box, bound.Bytes, nonce, dataKey, value))
            throw Damage.Of(What);
    }

    private void Bind(ref AssociatedData bound)
    {
        bound.Add(FormatHeader.Version);
        bound.Add(FormatHeader.Suite);
        bound.Add(VaultId);
        bound.Add(ProjectId);
        bound.Add(EnvironmentId);
        bound.Add(SecretId);
        bound.Add(Number);
    }
}
