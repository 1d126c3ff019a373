namespace Secrets.Daemon.Crypto;

/// <summary>
/// libsodium's sealed boxes: whoever has the public key can close one, only the secret key opens it, and not even the sender can open it again.
/// <code>
/// box:   ephemeral X25519 public key 32 | tag 16 | ciphertext n      (crypto_box_seal: X25519, XSalsa20-Poly1305, nonce BLAKE2b of both public keys)
/// </code>
/// A sealed box says nothing about its sender; record tags and the keys' use say that.
/// </summary>
internal static unsafe class SealedBox
{
    /// <summary>How much longer a box is than its content.</summary>
    public const int Overhead = 48;

    /// <summary>Closes a box for the owner of a public key.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> content, ReadOnlySpan<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, KeyPair.KeyLength);
        byte[] box = new byte[content.Length + Overhead];
        fixed (byte* c = box, m = content, pk = publicKey)
        {
            // It fails for a public key of small order, with which everybody could open the box.
            if (Sodium.crypto_box_seal(c, m, (ulong)content.Length, pk) != 0)
                throw new ArgumentException("a public key of small order", nameof(publicKey));
        }
        return box;
    }

    /// <summary>Opens a box; false where it is not one for this pair. <paramref name="content"/> is <see cref="Overhead"/> shorter than the box.</summary>
    public static bool Open(ReadOnlySpan<byte> box, KeyPair pair, Span<byte> content)
    {
        if (box.Length < Overhead)
            return false;
        ArgumentOutOfRangeException.ThrowIfNotEqual(content.Length, box.Length - Overhead);
        fixed (byte* m = content, c = box, pk = pair.PublicKey, sk = pair.SecretKey.Span)
            return Sodium.crypto_box_seal_open(m, c, (ulong)box.Length, pk, sk) == 0;
    }
}
