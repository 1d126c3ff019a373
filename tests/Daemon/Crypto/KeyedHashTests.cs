using Secrets.Daemon.Crypto;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class KeyedHashTests
{
    private static readonly byte[] Key = Enumerable.Range(0, 64).Select(i => (byte)i).ToArray();

    // BLAKE2's own known answers (blake2b-kat.txt, keyed), the algorithm of RFC 7693.
    [Theory]
    [InlineData("", "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568")]
    [InlineData("00", "961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd")]
    public void The_published_vectors_are_met(string message, string expected)
    {
        byte[] hash = new byte[64];

        KeyedHash.Compute(Convert.FromHexString(message), Key, hash);

        Assert.Equal(expected, Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void Two_parts_hash_as_the_whole()
    {
        byte[] message = RandomBytes.New(300);
        byte[] whole = new byte[32];
        byte[] parts = new byte[32];

        KeyedHash.Compute(message, Key, whole);
        KeyedHash.Compute(message.AsSpan(0, 77), message.AsSpan(77), Key, parts);

        Assert.Equal(whole, parts);
    }

    [Fact]
    public void A_length_that_the_algorithm_lacks_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyedHash.Compute([], Key, new byte[8]));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyedHash.Compute([], new byte[65], new byte[32]));
    }
}
