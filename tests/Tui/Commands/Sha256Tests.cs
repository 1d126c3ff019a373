using System.Text;
using Secrets.Tui.Commands.Hooks;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>Held to the examples of FIPS 180-4 (NIST, "SHA256" example values) and, at every length around its blocks, to the framework's own.</summary>
public sealed class Sha256Tests
{
    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void The_published_examples_hold(string text, string digest) => Assert.Equal(digest, Sha256.Hex(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Every_length_and_every_split_gives_the_frameworks_digest()
    {
        Random random = new(7);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            int split = random.Next(length + 1);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), Sha256.Hex(bytes[..split], bytes[split..]));
        }
    }
}
