using Secrets.Daemon.Crypto;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// A key of 32 bytes, sealed to a public key: a data key to its environment, an environment's secret key and the device key to the vault identity.
/// <code>
/// 0   4   header, kind E
/// 4   80  sealed box of 32 bytes
/// </code>
/// </summary>
internal static class SealedKey
{
    /// <summary>In bytes.</summary>
    public const int Length = FormatHeader.Length + SealedBox.Overhead + Aead.KeyLength;

    /// <summary>Seals a key.</summary>
    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> publicKey)
    {
        byte[] whole = new byte[Length];
        FormatHeader.Write(whole, FormatHeader.SealedKey);
        SealedBox.Seal(key, publicKey).CopyTo(whole, FormatHeader.Length);
        return whole;
    }

    /// <summary>Opens one into <paramref name="key"/> (32 bytes, in locked memory).</summary>
    /// <exception cref="Shared.Contract.SecretsException">Damaged: it is not sealed to this pair.</exception>
    public static void Open(ReadOnlySpan<byte> whole, KeyPair pair, Span<byte> key, string what)
    {
        ReadOnlySpan<byte> box = FormatHeader.Read(whole, FormatHeader.SealedKey, what);
        if (box.Length != SealedBox.Overhead + key.Length || !SealedBox.Open(box, pair, key))
            throw Damage.Of(what);
    }

    /// <summary>As <see cref="Open"/>; false where it is sealed to another pair, or damaged.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> whole, KeyPair pair, Span<byte> key, string what)
    {
        ReadOnlySpan<byte> box = FormatHeader.Read(whole, FormatHeader.SealedKey, what);
        return box.Length == SealedBox.Overhead + key.Length && SealedBox.Open(box, pair, key);
    }

    /// <summary>Opens a secret key and makes sure that it is the one of this public key.</summary>
    /// <exception cref="Shared.Contract.SecretsException">Damaged.</exception>
    public static KeyPair OpenPair(ReadOnlySpan<byte> whole, KeyPair pair, ReadOnlySpan<byte> publicKey, string what)
    {
        LockedMemory secret = new(KeyPair.KeyLength);
        try
        {
            Open(whole, pair, secret.Span, what);
            KeyPair opened = KeyPair.FromSecretKey(secret);
            return ConstantTime.Equal(opened.PublicKey, publicKey) ? opened : throw Damage.Of(what);
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }
}
