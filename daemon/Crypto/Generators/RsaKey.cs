using System.Security.Cryptography;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto.Generators;

/// <summary>
/// RSA private keys. libsodium has no RSA: the platform's cryptography (OpenSSL, CommonCrypto) draws them. They are made here for
/// programs that want one; nothing of the vault rests on them.
/// </summary>
internal static class RsaKey
{
    /// <summary>A key in PKCS #8 (RFC 5958), as <c>openssl genpkey -algorithm rsa</c> writes it.</summary>
    /// <param name="bits">Its length.</param>
    /// <param name="publicKey">Its public half (SubjectPublicKeyInfo, RFC 5280), as <c>openssl pkey -pubout</c> writes it.</param>
    /// <exception cref="SecretsException">Failure: the platform's library is not there.</exception>
    public static SecretValue Make(int bits, out string publicKey)
    {
        try
        {
            using RSA key = RSA.Create(bits);
            using SecretValue room = new(bits);
            if (!key.TryExportPkcs8PrivateKey(room.Writable, out int length))
                throw new SecretsException(ErrorCode.Failure, "the RSA key does not fit");
            publicKey = Pem.EncodePublic(key.ExportSubjectPublicKeyInfo());
            return Pem.Encode("PRIVATE KEY", room.Span[..length], 64);
        }
        catch (Exception exception) when (exception is PlatformNotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new SecretsException(ErrorCode.Failure, "no library on this machine makes RSA keys", "install OpenSSL (Debian libssl3), or generate ed25519");
        }
    }
}
