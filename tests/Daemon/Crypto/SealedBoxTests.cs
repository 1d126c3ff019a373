using Secrets.Daemon.Crypto;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class SealedBoxTests
{
    // RFC 7748, section 6.1: Alice's pair.
    [Fact]
    public void A_secret_key_has_the_published_public_key()
    {
        LockedMemory secret = new(KeyPair.KeyLength);
        Convert.FromHexString("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a").CopyTo(secret.Span);
        using KeyPair pair = KeyPair.FromSecretKey(secret);

        Assert.Equal("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", Convert.ToHexStringLower(pair.PublicKey));
    }

    [Fact]
    public void Only_the_owner_opens_a_box()
    {
        using KeyPair owner = KeyPair.Generate();
        using KeyPair stranger = KeyPair.Generate();
        byte[] content = RandomBytes.New(32);

        byte[] box = SealedBox.Seal(content, owner.PublicKey);

        byte[] opened = new byte[32];
        Assert.Equal(content.Length + SealedBox.Overhead, box.Length);
        Assert.True(SealedBox.Open(box, owner, opened));
        Assert.Equal(content, opened);
        Assert.False(SealedBox.Open(box, stranger, opened));
        Assert.False(SealedBox.Open(box.AsSpan(0, SealedBox.Overhead - 1), owner, []));
    }

    [Fact]
    public void A_change_of_any_bit_is_noticed()
    {
        using KeyPair owner = KeyPair.Generate();
        byte[] box = SealedBox.Seal("value"u8, owner.PublicKey);
        byte[] opened = new byte[5];
        for (int i = 0; i < box.Length; i++)
        {
            box[i] ^= 1;
            Assert.False(SealedBox.Open(box, owner, opened));
            box[i] ^= 1;
        }
    }

    [Fact]
    public void Sealing_to_a_worthless_public_key_is_refused() =>
        Assert.Throws<ArgumentException>(() => SealedBox.Seal("value"u8, new byte[32]));
}
