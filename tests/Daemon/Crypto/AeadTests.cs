using Secrets.Daemon.Crypto;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class AeadTests
{
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    private static readonly byte[] Key = Enumerable.Range(0x80, 32).Select(i => (byte)i).ToArray();
    private static readonly byte[] Nonce = Enumerable.Range(0x40, 24).Select(i => (byte)i).ToArray();
    private static readonly byte[] Data = Convert.FromHexString("50515253c0c1c2c3c4c5c6c7");
    private static readonly byte[] Plaintext =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."u8.ToArray();

    private const string Ciphertext =
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39" +
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9" +
        "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";

    [Fact]
    public void The_published_vector_is_met()
    {
        byte[] ciphertext = new byte[Plaintext.Length + Aead.TagLength];

        Aead.Encrypt(Plaintext, Data, Nonce, Key, ciphertext);

        Assert.Equal(Ciphertext, Convert.ToHexStringLower(ciphertext));
        byte[] opened = new byte[Plaintext.Length];
        Assert.True(Aead.Decrypt(ciphertext, Data, Nonce, Key, opened));
        Assert.Equal(Plaintext, opened);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1 << 20)]
    public void A_box_opens_to_what_was_sealed(int length)
    {
        byte[] plaintext = RandomBytes.New(length);

        byte[] box = Aead.Seal(plaintext, Data, Key);

        byte[] opened = new byte[length];
        Assert.True(Aead.Open(box, Data, Key, opened));
        Assert.Equal(plaintext, opened);
        Assert.NotEqual(box, Aead.Seal(plaintext, Data, Key));
    }

    [Fact]
    public void A_change_of_any_bit_is_noticed()
    {
        byte[] box = Aead.Seal("value"u8, Data, Key);
        byte[] opened = new byte[5];
        for (int bit = 0; bit < box.Length * 8; bit++)
        {
            box[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Aead.Open(box, Data, Key, opened));
            box[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.False(Aead.Open(box, "other"u8, Key, opened));
        Assert.False(Aead.Open(box, Data, Nonce.Concat(Nonce).Take(32).ToArray(), opened));
        Assert.False(Aead.Open(box.AsSpan(0, Aead.Overhead - 1), Data, Key, []));
        Assert.All(opened, b => Assert.Equal(0, b));
    }
}
