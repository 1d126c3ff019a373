using Secrets.Daemon.Formats;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Formats;

/// <summary>
/// The cases that the readers of others are tested with, said in our own words: dotenv (Node) tests/.env and .env.multiline,
/// compose-go dotenv/godotenv_test.go, docker/cli opts/file_test.go, flyctl secrets/parser_test.go.
/// daemon/Formats/README.md lists where we differ and why.
/// </summary>
public sealed class DotenvDialectTests
{
    [Theory]
    // dotenv (Node)
    [InlineData("dotenv", "A=basic", "basic")]
    [InlineData("dotenv", "A=", "")]
    [InlineData("dotenv", "A=''", "")]
    [InlineData("dotenv", "A='single'", "single")]
    [InlineData("dotenv", "A='    spaced    '", "    spaced    ")]
    [InlineData("dotenv", "A=\"double\"", "double")]
    [InlineData("dotenv", "A='say \"it\" twice'", "say \"it\" twice")]
    [InlineData("dotenv", "A=\"it's\"", "it's")]
    [InlineData("dotenv", "A=`both ' and \"`", "both ' and \"")]
    [InlineData("dotenv", "A=\"one\\ntwo\"", "one\ntwo")]
    [InlineData("dotenv", "A=one\\ntwo", "one\\ntwo")]
    [InlineData("dotenv", "A='one\\ntwo'", "one\\ntwo")]
    [InlineData("dotenv", "A=word # a comment # more", "word")]
    [InlineData("dotenv", "A='a # in quotes' # a comment", "a # in quotes")]
    [InlineData("dotenv", "A=\"a # in quotes\" # a comment", "a # in quotes")]
    [InlineData("dotenv", "A=x==", "x==")]
    [InlineData("dotenv", "A={\"k\": \"v\"}", "{\"k\": \"v\"}")]
    [InlineData("dotenv", "A=   several words  ", "several words")]
    [InlineData("dotenv", "   A = spaced", "spaced")]
    [InlineData("dotenv", "A=\"l1\nl2\nl3\"", "l1\nl2\nl3")]
    [InlineData("dotenv", "A='l1\nl2'", "l1\nl2")]
    [InlineData("dotenv", "A=`l1\nl2`", "l1\nl2")]
    [InlineData("dotenv", "\ufeffA=after a byte order mark", "after a byte order mark")]
    [InlineData("dotenv", "A=crlf\r\n", "crlf")]
    [InlineData("dotenv", "A=$NOT_EXPANDED", "$NOT_EXPANDED")]
    // godotenv and compose-go
    [InlineData("compose", "A =bar", "bar")]
    [InlineData("compose", "A= bar", "bar")]
    [InlineData("compose", "A=\"escaped\\\"bar\"", "escaped\"bar")]
    [InlineData("compose", "A: 1", "1")]
    [InlineData("compose", "A: Foo=bar", "Foo=bar")]
    [InlineData("compose", "A=1:B", "1:B")]
    [InlineData("compose", "export A=2", "2")]
    [InlineData("compose", "export\tA=2", "2")]
    [InlineData("compose", "  export A='\\n'", "\\n")]
    [InlineData("compose", "A=foobar=", "foobar=")]
    [InlineData("compose", "A=bar ", "bar")]
    [InlineData("compose", "A=\"ba#r\"", "ba#r")]
    [InlineData("compose", "T=test\nA=$T", "test")]
    [InlineData("compose", "T=test\nA=${T}bar", "testbar")]
    [InlineData("compose", "T=test\nA=\"quote $T\"", "quote test")]
    [InlineData("compose", "A='quote $T'", "quote $T")]
    [InlineData("compose", "A=\"foo\\$BAR\"", "foo$BAR")]
    [InlineData("compose", "A=\"foo\\${BAR}\"", "foo${BAR}")]
    [InlineData("compose", "A=${NONE:-fallback}", "fallback")]
    [InlineData("compose", "T=\nA=${T:-fallback}", "fallback")]
    [InlineData("compose", "T=\nA=${T-fallback}", "")]
    [InlineData("compose", "A=cost: 5$", "cost: 5$")]
    // docker run --env-file
    [InlineData("docker", "A=\"quotes stay\"", "\"quotes stay\"")]
    [InlineData("docker", "A= leading and trailing ", " leading and trailing ")]
    [InlineData("docker", "A=x # no comment", "x # no comment")]
    [InlineData("docker", "  A=b=c", "b=c")]
    // fly secrets import
    [InlineData("fly", "A=BAR,BAZ", "BAR,BAZ")]
    [InlineData("fly", "A=\"BAR BAZ\"", "BAR BAZ")]
    [InlineData("fly", "A = BAR", "BAR")]
    [InlineData("fly", "A=BAR\r\nB=x\r\n", "BAR")]
    [InlineData("fly", "A=\"\"\"SOMETHING\nANOTHER LINE\n\nENDS\"\"\"", "SOMETHING\nANOTHER LINE\n\nENDS")]
    [InlineData("fly", "# comment\n\nA=\"\"\"one\"\"\"\nB=2", "one")]
    // json and yaml
    [InlineData("json", "{\"A\": \"x\\u00e9\\n\"}", "xé\n")]
    [InlineData("json", "{\"A\": 1.50}", "1.50")]
    [InlineData("json", "{\"A\": true}", "true")]
    [InlineData("yaml", "A: yes", "yes")]
    [InlineData("yaml", "A: 0123", "0123")]
    [InlineData("yaml", "A: |\n  l1\n  l2\n", "l1\nl2\n")]
    [InlineData("yaml", "A: \"a\\tb\"", "a\tb")]
    public void A_value_is_read_as_its_dialect_has_it(string format, string text, string expected)
    {
        using TextPairs pairs = Read(format, text);
        TextPair pair = Assert.Single(pairs.All, p => p.Name == "A");
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(pair.Value.Span));
    }

    [Theory]
    [InlineData("dotenv", "A=1\nB=\"never ends\n\n", "line 2: the quoted value of B does not end")]
    [InlineData("dotenv", "A=1\n\nnonsense", "line 3: nonsense has no value")]
    [InlineData("dotenv", "A='x' y", "line 1: text after the closing quote of A")]
    [InlineData("dotenv", "lol$wut", "line 1: expected NAME=value")]
    [InlineData("dotenv", "=value", "line 1: expected NAME=value")]
    [InlineData("dotenv", ".A=x", "line 1: '.A' is no secret name")]
    [InlineData("compose", "A=$NONE", "line 1: A refers to NONE, which the file does not define before it")]
    [InlineData("compose", "A=${B:?must}", "line 1: A has a '${' that is not understood")]
    [InlineData("docker", "A", "line 1: a name without a value takes it from the caller's environment, which an import does not read")]
    [InlineData("docker", "A B=1", "line 1: 'A B' is no secret name")]
    [InlineData("fly", "A=\"\"\"x\ny", "line 1: the \"\"\" of A does not end")]
    [InlineData("fly", "novalue", "line 1: expected NAME=VALUE")]
    [InlineData("json", "[1]", "line 1: expected a JSON object of names and values")]
    [InlineData("json", "{\"A\":\n null}", "line 1: the value of A is null")]
    [InlineData("json", "{\"A\": {\"b\": \"c\"}}", "line 1: the value of A is not a string, number or boolean")]
    [InlineData("json", "{\"A\": \"x\"", "line 1: not JSON")]
    [InlineData("json", "{\"A\": \"\\ud800\"}", "line 1: a string that is no valid Unicode")]
    [InlineData("yaml", "A: [1]", "line 1: the value of A is not a scalar")]
    [InlineData("yaml", "A: ~", "line 1: the value of A is null; write \"\" for an empty one")]
    [InlineData("yaml", "A: &x 1\nB: *x", "line 2: the value of B is not a scalar")]
    [InlineData("yaml", "- a", "line 1: expected a mapping of names and values")]
    [InlineData("json", "{\"A\": \"1\",\n\"B\": \"2\",\n\"A\": \"3\"}", "line 3: A stands there twice, first in line 1")]
    [InlineData("yaml", "A: 1\nB: 2\nA: 3", "line 3: A stands there twice, first in line 1")]
    [InlineData("yaml", "A: 1\n---\nB: 2", "line 2: a second document; only one is read")]
    public void A_text_that_is_not_understood_is_refused_by_line(string format, string text, string message)
    {
        SecretsException refused = Assert.Throws<SecretsException>(() => Read(format, text).Dispose());
        Assert.Equal((ErrorCode.Invalid, message), (refused.Code, refused.Message));
    }

    [Fact]
    public void The_last_of_two_equal_names_wins()
    {
        using TextPairs pairs = Read("dotenv", "A=1\nB=2\nA=3\n");
        Assert.Equal(["A=3", "B=2"], pairs.All.Select(p => $"{p.Name}={System.Text.Encoding.UTF8.GetString(p.Value.Span)}"));
    }

    [Fact]
    public void A_hash_inside_a_bare_word_stays_because_a_cut_password_is_worse()
    {
        using TextPairs pairs = Read("dotenv", "A=pa#ss");
        Assert.Equal("pa#ss", System.Text.Encoding.UTF8.GetString(pairs.All[0].Value.Span));
    }

    private static TextPairs Read(string format, string text)
    {
        TextPairs pairs = new();
        TextFormats.Reader(format, null).Read(System.Text.Encoding.UTF8.GetBytes(text), pairs);
        return pairs;
    }
}
