using System.Text;
using Secrets.Tui.Commands.Hooks;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>Held to the test vectors of draft-eastlake-fnv, appendix C.</summary>
public sealed class ShortHashTests
{
    [Theory]
    [InlineData("", "cbf29ce484222325")]
    [InlineData("a", "af63dc4c8601ec8c")]
    [InlineData("foobar", "85944171f73967e8")]
    public void The_published_examples_hold(string text, string hash)
    {
        Assert.Equal(hash, ShortHash.Of(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(hash, ShortHash.Of(Encoding.ASCII.GetBytes(text[..(text.Length / 2)]), Encoding.ASCII.GetBytes(text[(text.Length / 2)..])));
    }
}
