using Secrets.Daemon.Runs.Configs;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  a  b\tc\n", "a|b|c")]
    [InlineData("'a b' \"c d\" e\\ f", "a b|c d|e f")]
    [InlineData("a''b \"\" ''", "ab||")]
    [InlineData("'it'\\''s'", "it's")]
    [InlineData("\"a\\\"b\\\\c\\d\\$\"", "a\"b\\c\\d\\$")]
    [InlineData("a'\\'b", "a\\b")]
    [InlineData("#x $HOME *", "#x|$HOME|*")]
    public void Words_are_split_as_a_shell_quotes_them(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ShellWords.Split(text)!));

    [Theory]
    [InlineData("'a")]
    [InlineData("\"a")]
    [InlineData("a\\")]
    [InlineData("\"a\\")]
    public void A_quotation_without_an_end_is_noticed(string text) => Assert.Null(ShellWords.Split(text));
}
