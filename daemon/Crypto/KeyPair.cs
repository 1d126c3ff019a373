namespace Secrets.Daemon.Crypto;

/// <summary>An X25519 key pair (RFC 7748); the secret half lies in locked memory and is wiped on Dispose.</summary>
internal sealed unsafe class KeyPair : IDisposable
{
    /// <summary>Length of each half, in bytes.</summary>
    public const int KeyLength = 32;

    private KeyPair(byte[] publicKey, LockedMemory secretKey)
    {
        PublicKey = publicKey;
        SecretKey = secretKey;
    }

    /// <summary>Whom others seal to.</summary>
    public byte[] PublicKey { get; }

    /// <summary>What opens.</summary>
    public LockedMemory SecretKey { get; }

    /// <summary>A fresh pair.</summary>
    public static KeyPair Generate()
    {
        byte[] publicKey = new byte[KeyLength];
        LockedMemory secretKey = new(KeyLength);
        fixed (byte* pk = publicKey, sk = secretKey.Span)
            _ = Sodium.crypto_box_keypair(pk, sk);
        return new KeyPair(publicKey, secretKey);
    }

    /// <summary>The pair of a secret key, which the pair then owns. The public half is computed, so that it cannot be another's.</summary>
    public static KeyPair FromSecretKey(LockedMemory secretKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secretKey.Length, KeyLength);
        byte[] publicKey = new byte[KeyLength];
        fixed (byte* pk = publicKey, sk = secretKey.Span)
            _ = Sodium.crypto_scalarmult_base(pk, sk);
        return new KeyPair(publicKey, secretKey);
    }

    /// <summary>The same pair in memory of its own.</summary>
    public KeyPair Copy()
    {
        LockedMemory secretKey = new(KeyLength);
        SecretKey.Span.CopyTo(secretKey.Span);
        return new KeyPair(PublicKey, secretKey);
    }

    /// <inheritdoc/>
    public void Dispose() => SecretKey.Dispose();
}
