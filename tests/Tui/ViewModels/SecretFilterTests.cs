using Secrets.Shared.Contract;
using Secrets.Tui.ViewModels;
using Xunit;

namespace Secrets.Tests.Tui.ViewModels;

public sealed class SecretFilterTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("hf", true)]
    [InlineData("HF_", true)]
    [InlineData("hf token", true)]
    [InlineData("token hf", true)]
    [InlineData("hugging", true)]
    [InlineData("prod", true)]
    [InlineData("database", false)]
    [InlineData("hf !token", false)]
    [InlineData("!database", true)]
    [InlineData("!", true)]
    [InlineData("hf !", true)]
    [InlineData("  hf  ", true)]
    public void Words_are_looked_for_in_name_description_and_tags(string text, bool found)
    {
        SecretEntry secret = new("hf_token", 1, "live", default, default) { Description = "Hugging Face", Tags = ["prod"] };
        Assert.Equal(found, new SecretFilter(text).LetsThrough(secret));
    }

    [Theory]
    [InlineData("token", "hf_token_token", "[token] [token]")]
    [InlineData("to oke", "hf_token", "[to] [ke]")]
    [InlineData("hf ken", "HF_token", "[HF] [ken]")]
    [InlineData("!hf", "hf_token", "")]
    [InlineData("zzz", "hf_token", "")]
    [InlineData("", "hf_token", "")]
    public void Matches_are_told_once_and_in_their_order(string filter, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', new SecretFilter(filter).Matches(text).Select(match => $"[{text[match]}]")));
}
