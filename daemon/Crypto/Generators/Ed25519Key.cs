using System.Buffers.Binary;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto.Generators;

/// <summary>Ed25519 private keys (RFC 8032), drawn by libsodium, in the two forms that programs read.</summary>
internal static unsafe class Ed25519Key
{
    private const int SeedLength = 32;
    private const int PublicLength = 32;

    /// <summary>PKCS #8 (RFC 8410, section 7), as <c>openssl genpkey -algorithm ed25519</c> writes it.</summary>
    /// <param name="publicKey">Its public half (SubjectPublicKeyInfo, RFC 8410, section 4), as <c>openssl pkey -pubout</c> writes it.</param>
    public static SecretValue MakePkcs8(out string publicKey)
    {
        // SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING seed } }
        ReadOnlySpan<byte> prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        using SecretValue der = new(prefix.Length + SeedLength);
        prefix.CopyTo(der.Writable);
        RandomBytes.Fill(der.Writable[prefix.Length..]);
        // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING key }
        Span<byte> info = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00, .. stackalloc byte[PublicLength]];
        using SecretValue secretKey = new(SeedLength + PublicLength);
        FromSeed(der.Span[prefix.Length..], info[^PublicLength..], secretKey.Writable);
        publicKey = Pem.EncodePublic(info);
        return Pem.Encode("PRIVATE KEY", der.Span, 64);
    }

    /// <summary>OpenSSH's own form without a passphrase (openssh-portable, PROTOCOL.key), as <c>ssh-keygen -t ed25519</c> writes it.</summary>
    /// <param name="line">Its public half, as it stands in <c>authorized_keys</c>.</param>
    public static SecretValue MakeOpenSsh(out string line)
    {
        Span<byte> publicKey = stackalloc byte[PublicLength];
        using SecretValue secretKey = new(SeedLength + PublicLength);
        using SecretValue seed = new(SeedLength);
        RandomBytes.Fill(seed.Writable);
        FromSeed(seed.Span, publicKey, secretKey.Writable);

        // Bytes: magic, cipher none, kdf none, no options, one key, public blob, private section of 8-byte blocks:
        // the same random number twice, type, public key, secret key, empty comment, padding 1 2 3 …
        const int PublicBlob = 4 + 11 + 4 + PublicLength;
        const int Bare = 4 + 4 + PublicBlob + 4 + SeedLength + PublicLength + 4;
        const int Private = (Bare + 7) / 8 * 8;
        using SecretValue file = new(15 + 8 + 8 + 4 + 4 + 4 + PublicBlob + 4 + Private);
        Span<byte> rest = file.Writable;
        Put(ref rest, "openssh-key-v1\0"u8);
        PutString(ref rest, "none"u8);
        PutString(ref rest, "none"u8);
        PutString(ref rest, default);
        PutNumber(ref rest, 1);
        PutNumber(ref rest, PublicBlob);
        PutPublic(ref rest, publicKey);
        PutNumber(ref rest, Private);
        Span<byte> check = stackalloc byte[4];
        RandomBytes.Fill(check);
        Put(ref rest, check);
        Put(ref rest, check);
        PutPublic(ref rest, publicKey);
        PutString(ref rest, secretKey.Span);
        PutString(ref rest, default);
        for (int i = 0; i < Private - Bare; i++)
            rest[i] = (byte)(i + 1);
        Span<byte> blob = stackalloc byte[PublicBlob];
        Span<byte> end = blob;
        PutPublic(ref end, publicKey);
        line = $"ssh-ed25519 {Convert.ToBase64String(blob)}\n";
        return Pem.Encode("OPENSSH PRIVATE KEY", file.Span, 70);
    }

    private static void FromSeed(ReadOnlySpan<byte> seed, Span<byte> publicKey, Span<byte> secretKey)
    {
        fixed (byte* pk = publicKey, sk = secretKey, s = seed)
            _ = Sodium.crypto_sign_seed_keypair(pk, sk, s);
    }

    private static void PutPublic(ref Span<byte> rest, scoped ReadOnlySpan<byte> publicKey)
    {
        PutString(ref rest, "ssh-ed25519"u8);
        PutString(ref rest, publicKey);
    }

    private static void PutString(ref Span<byte> rest, scoped ReadOnlySpan<byte> bytes)
    {
        PutNumber(ref rest, bytes.Length);
        Put(ref rest, bytes);
    }

    private static void PutNumber(ref Span<byte> rest, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, number);
        rest = rest[4..];
    }

    private static void Put(ref Span<byte> rest, scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}
