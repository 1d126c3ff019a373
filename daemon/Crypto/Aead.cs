namespace Secrets.Daemon.Crypto;

/// <summary>
/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). Its nonce of 24 bytes is long enough to be random: no counter has to survive a crash
/// or a restored backup.
/// <code>
/// box:   nonce 24 | ciphertext n | tag 16
/// </code>
/// </summary>
internal static unsafe class Aead
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Length of a nonce, in bytes.</summary>
    public const int NonceLength = 24;

    /// <summary>Length of the authentication tag behind the ciphertext, in bytes.</summary>
    public const int TagLength = 16;

    /// <summary>How much longer a box is than its plaintext.</summary>
    public const int Overhead = NonceLength + TagLength;

    /// <summary>Encrypts into a box with a fresh random nonce. <paramref name="box"/> is the plaintext's length plus <see cref="Overhead"/>.</summary>
    public static void Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> key, Span<byte> box)
    {
        RandomBytes.Fill(box[..NonceLength]);
        Encrypt(plaintext, associatedData, box[..NonceLength], key, box[NonceLength..]);
    }

    /// <summary>As <see cref="Seal(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte}, Span{byte})"/>, into a new array.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> key)
    {
        byte[] box = new byte[plaintext.Length + Overhead];
        Seal(plaintext, associatedData, key, box);
        return box;
    }

    /// <summary>Opens a box. False, with nothing written, where it is not exactly what was sealed with this key and associated data.</summary>
    /// <param name="box">The box.</param>
    /// <param name="associatedData">What it was bound to.</param>
    /// <param name="key">The key.</param>
    /// <param name="plaintext">The box's length less <see cref="Overhead"/>.</param>
    public static bool Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> key, Span<byte> plaintext) =>
        box.Length >= Overhead && Decrypt(box[NonceLength..], associatedData, box[..NonceLength], key, plaintext);

    /// <summary>Encrypts; <paramref name="ciphertext"/> is <see cref="TagLength"/> longer than the plaintext. A nonce is used once per key.</summary>
    public static void Encrypt(
        ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key, Span<byte> ciphertext)
    {
        Require(nonce, key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ciphertext.Length, plaintext.Length + TagLength);
        fixed (byte* c = ciphertext, m = plaintext, ad = associatedData, n = nonce, k = key)
        {
            _ = Sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
                c, null, m, (ulong)plaintext.Length, ad, (ulong)associatedData.Length, null, n, k);
        }
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made; false where it was changed, and the plaintext is not written then.</summary>
    public static bool Decrypt(
        ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key, Span<byte> plaintext)
    {
        Require(nonce, key);
        if (ciphertext.Length < TagLength)
            return false;
        ArgumentOutOfRangeException.ThrowIfNotEqual(plaintext.Length, ciphertext.Length - TagLength);
        fixed (byte* m = plaintext, c = ciphertext, ad = associatedData, n = nonce, k = key)
        {
            return Sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
                m, null, null, c, (ulong)ciphertext.Length, ad, (ulong)associatedData.Length, n, k) == 0;
        }
    }

    // The native side reads a fixed number of bytes whatever it is given.
    private static void Require(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength);
    }
}
