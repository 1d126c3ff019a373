using System.Diagnostics;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Toml;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>The project's own cases by toml.io/en/v1.0.0; <see cref="PublicTomlTests"/> has the public ones.</summary>
public sealed class TomlReaderTests
{
    [Theory]
    [InlineData("a = 1", "{a:Integer 1}")]
    [InlineData("\"a b\".c-d = 'x'\r\n", "{a b:{c-d:Text x}}")]
    [InlineData("a = \"\\u00e9\\U0001F600\\t\\\\\\\"\"", "{a:Text \u00e9\U0001F600\t\\\"}")]
    [InlineData("a = \"\"\"\nx\\\n   y\n\"\"\"", "{a:Text xy\n}")]
    [InlineData("a = '''a'b''c'''''", "{a:Text a'b''c''}")]
    [InlineData("a = 0xDEAD_beef\nb = 1_000\nc = 0b1\nd = 0o17", "{a:Integer 0xDEAD_beef,b:Integer 1_000,c:Integer 0b1,d:Integer 0o17}")]
    [InlineData("a = 1.5e-3\nb = -inf\nc = nan", "{a:Float 1.5e-3,b:Float -inf,c:Float nan}")]
    [InlineData("a = 1979-05-27 07:32:00.5Z\nb = 1979-05-27T07:32:00\nc = 1979-05-27 # day\nd = 07:32:00", "{a:Timestamp 1979-05-27 07:32:00.5Z,b:LocalTimestamp 1979-05-27T07:32:00,c:LocalDate 1979-05-27,d:LocalTime 07:32:00}")]
    [InlineData("a = [1, 'b', [true,],\n# c\n]", "{a:[Integer 1,Text b,[Boolean true]]}")]
    [InlineData("a = {b.c = 1, d = {}}", "{a:{b:{c:Integer 1},d:{}}}")]
    [InlineData("[a.b]\nx = 1\n[a]\ny = 2\n[a.c]\n", "{a:{b:{x:Integer 1},y:Integer 2,c:{}}}")]
    [InlineData("[[a]]\nx=1\n[a.b]\ny=2\n[[a]]\n[a.b]\n", "{a:[{x:Integer 1,b:{y:Integer 2}},{b:{}}]}")]
    [InlineData("[a]\nb.c = 1\n[a.b.d]\n", "{a:{b:{c:Integer 1,d:{}}}}")]
    [InlineData("", "{}")]
    public void A_document_reads_to_its_values(string text, string expected) => Assert.Equal(expected, Show(Read(text)));

    [Theory]
    [InlineData("a = ", 1, 5, "expected a value")]
    [InlineData("a = b", 1, 5, "a text stands in quotes")]
    [InlineData("x = 1\na = 1 2", 2, 7, "expected the end of the line")]
    [InlineData("a = 'x", 1, 5, "never closed")]
    [InlineData("a = 'x\n'", 1, 7, "a string ends with its line")]
    [InlineData("a = \"\\q\"", 1, 7, "escape")]
    [InlineData("a = \"\\ud800\"", 1, 7, "scalar value")]
    [InlineData("a = \"\u0001\"", 1, 6, "control")]
    [InlineData("# \u0001", 1, 3, "control")]
    [InlineData("a = 1\na = 2", 2, 1, "'a' is defined already")]
    [InlineData("[a]\n[a]", 2, 1, "'a' is defined already")]
    [InlineData("[a.b]\n[a]\nb.c = 1", 3, 1, "'b' is defined already")]
    [InlineData("a.b = 1\n[a]", 2, 1, "'a' is defined already")]
    [InlineData("a = {}\n[a.b]", 2, 1, "'a' is defined already")]
    [InlineData("a = {}\na.b = 1", 2, 1, "'a' is defined already")]
    [InlineData("a = []\n[[a]]", 2, 1, "'a' is defined already")]
    [InlineData("[[a]]\n[a]", 2, 1, "'a' is defined already")]
    [InlineData("a = {b = 1,}", 1, 12, "expected a key")]
    [InlineData("a = {b = 1\n}", 1, 11, "expected '}'")]
    [InlineData("a = [1 2]", 1, 8, "expected ']'")]
    [InlineData("[a", 1, 3, "expected ']'")]
    [InlineData("= 1", 1, 1, "expected a key")]
    [InlineData("\"\"\"a\"\"\" = 1", 1, 1, "multi-line")]
    [InlineData("a = 007", 1, 5, "no value")]
    [InlineData("a = 1__0", 1, 5, "no value")]
    [InlineData("a = 9223372036854775808", 1, 5, "no value")]
    [InlineData("a = 0x8000000000000000", 1, 5, "no value")]
    [InlineData("a = 2023-02-29", 1, 5, "no value")]
    [InlineData("a = 24:00:00", 1, 5, "no value")]
    [InlineData("a = 2020-01-01T00:00", 1, 5, "no value")]
    [InlineData("a\r= 1", 1, 2, "expected '='")]
    public void A_mistake_is_named_with_its_place(string text, int line, int column, string expected)
    {
        SecretsException refusal = Assert.Throws<SecretsException>(() => Read(text));
        Assert.StartsWith($"f.toml:{line}:{column}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = ", "[", 1_000_000)]
    [InlineData("a = ", "{a=", 300_000)]
    [InlineData("", "[a]\n[b]\n", 100_000)]
    [InlineData("", "[[a]]\n", 150_000)]
    [InlineData("a", ".a", 400_000)]
    [InlineData("a = \"", "\\u0041", 150_000)]
    [InlineData("a = ", "1", 1_000_000)]
    [InlineData("a = ", "1_", 500_000)]
    [InlineData("a = [", "1,", 500_000)]
    [InlineData("a = '''", "''", 500_000)]
    public void Hostile_texts_are_refused_in_bounded_time(string begin, string repeated, int times)
    {
        long start = Stopwatch.GetTimestamp();
        SecretsException refusal = Assert.Throws<SecretsException>(() => Read(begin + string.Concat(Enumerable.Repeat(repeated, times))));
        Assert.InRange(refusal.Message.Length, 1, 200);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    private static MapNode Read(string text) => TomlReader.Read(text, new ConfigSource("f.toml"));

    private static string Show(ConfigNode node) => node switch
    {
        MapNode map => $"{{{string.Join(',', map.Entries.Select(entry => $"{entry.Key}:{Show(entry.Value)}"))}}}",
        ListNode list => $"[{string.Join(',', list.Items.Select(Show))}]",
        ScalarNode scalar => $"{scalar.Kind} {scalar.Text}",
        _ => "?",
    };
}
