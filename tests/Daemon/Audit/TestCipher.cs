using System.Security.Cryptography;
using Secrets.Daemon.Store;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Audit;

/// <summary>AES-GCM of the runtime in place of libsodium's cipher.</summary>
internal sealed class TestCipher : IBodyCipher
{
    private readonly byte[] _key = new byte[32];

    public byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        byte[] body = new byte[12 + plaintext.Length + 16];
        RandomNumberGenerator.Fill(body.AsSpan(0, 12));
        using AesGcm cipher = new(_key, 16);
        cipher.Encrypt(body.AsSpan(0, 12), plaintext, body.AsSpan(12, plaintext.Length), body.AsSpan(12 + plaintext.Length), associatedData);
        return body;
    }

    public byte[] Open(ReadOnlySpan<byte> body, ReadOnlySpan<byte> associatedData)
    {
        byte[] plaintext = new byte[body.Length - 28];
        using AesGcm cipher = new(_key, 16);
        try
        {
            cipher.Decrypt(body[..12], body[12..^16], body[^16..], plaintext, associatedData);
        }
        catch (CryptographicException)
        {
            throw new SecretsException(ErrorCode.Damaged, "a body is not the one that was written");
        }
        return plaintext;
    }
}
