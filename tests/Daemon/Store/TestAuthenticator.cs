using System.Security.Cryptography;
using Secrets.Daemon.Store;

namespace Secrets.Tests.Daemon.Store;

/// <summary>A keyed hash of the runtime in place of libsodium's: the store must not care which it is.</summary>
internal sealed class TestAuthenticator(string key = "key") : IRecordAuthenticator
{
    private readonly byte[] _key = System.Text.Encoding.UTF8.GetBytes(key);

    public void ComputeTag(ReadOnlySpan<byte> message, Span<byte> tag) => HMACSHA256.HashData(_key, message, tag);
}
