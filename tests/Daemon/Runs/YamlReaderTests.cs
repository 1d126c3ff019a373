using System.Diagnostics;
using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: *b\n", "1:4", "alias")]
    [InlineData("a: &a [*a]\n", "1:8", "alias")]
    [InlineData("a: 1\nb: 2\na: 3\n", "3:1", "stands twice")]
    [InlineData("a: b: c\n", "1:5", "not valid YAML")]
    [InlineData("a: [1\n", "", "not valid YAML")]
    [InlineData("a: \"1\n", "", "not valid YAML")]
    [InlineData("a:\n\tb: 1\n", "2:", "not valid YAML")]
    [InlineData("type: task\nenv:\n  - A=1\n\t- B=2\n", "4:", "not valid YAML")]
    [InlineData("a: 1\nb:\n  c: 1\n\td: 2\n", "4:", "not valid YAML")]
    [InlineData("a: 1\n\t\nb:\n  - c\n", "2:", "not valid YAML")]
    [InlineData("a: !!int x\n", "1:4", "tag")]
    [InlineData("a: !!bool 2\n", "1:4", "tag")]
    [InlineData("a: !!float 0x10\n", "1:4", "tag")]
    [InlineData("a: !!binary aGk=\n", "1:4", "tag")]
    [InlineData("? [a]\n: b\n", "1:3", "a key is not a text")]
    [InlineData("a: !!python/object:os.system x\n", "1:4", "tag")]
    [InlineData("a: !secret x\n", "1:4", "tag")]
    [InlineData("a: !!map [1]\n", "", "tag")]
    [InlineData("<<: 5\n", "1:5", "not a map")]
    [InlineData("%YAML 3.0\n---\na: 1\n", "", "not valid YAML")]
    [InlineData("a: 'x\0'\n", "", "")]
    public void What_is_not_understood_is_an_error_with_its_place(string text, string place, string expected)
    {
        SecretsException refusal = Assert.Throws<SecretsException>(() => Read(text));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.StartsWith($"f.yml:{place}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!!int 5", "Integer")]
    [InlineData("!!int '5'", "Integer")]
    [InlineData("!!float 5", "Float")]
    [InlineData("!!float 1.5", "Float")]
    [InlineData("!!bool yes", "Boolean")]
    [InlineData("!!null ~", "Null")]
    [InlineData("!!str 5", "Text")]
    [InlineData("!!str yes", "Text")]
    [InlineData("! 5", "Text")]
    [InlineData("!<tag:yaml.org,2002:int> 5", "Integer")]
    public void The_core_schemas_tags_say_what_a_scalar_is(string written, string expected) =>
        Assert.Equal(expected, ((ScalarNode)((MapNode)Read($"a: {written}\n")[0]).Find("a")!.Value).Kind.ToString());

    [Fact]
    public void A_tab_that_indents_is_named() =>
        Assert.Equal("indent with spaces, not with tabs", Assert.Throws<SecretsException>(() => Read("a:\n  b: 1\n\tc: 1\n")).Hint);

    [Fact]
    public void Aliases_and_merge_keys_are_followed()
    {
        MapNode root = (MapNode)Read("base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\nuse:\n  <<: [*b, *o]\n  x: 9\nsame: *b\n")[0];
        Assert.Same(root["base"], root["same"]);
        MapNode use = (MapNode)root["use"]!;
        Assert.Equal("x=9 y=2 z=4", string.Join(' ', use.Entries.Select(entry => $"{entry.Key}={((ScalarNode)entry.Value).Text}")));
    }

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_any_kind_are_fine()
    {
        using RunPlan plan = Planning.Plan("\uFEFFtype: task\r\nenv:\r\n  - A=1\r\n", "a.dstack.yml");
        Assert.Equal(["A=1"], plan.Shown());
    }

    /// <summary>Each would take gigabytes, hours or the stack of a reader that is not careful.</summary>
    [Theory]
    [InlineData("nested lists")]
    [InlineData("nested maps")]
    [InlineData("nested blocks")]
    [InlineData("billion laughs")]
    [InlineData("quadratic merges")]
    [InlineData("many values")]
    [InlineData("many keys")]
    [InlineData("many anchors")]
    [InlineData("one long line")]
    [InlineData("one long quoted line")]
    [InlineData("open quotes")]
    [InlineData("question marks")]
    [InlineData("ten megabytes")]
    public void Hostile_texts_are_refused_or_read_in_bounded_time_and_memory(string kind)
    {
        string text = Hostile(kind);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Planning.Plan("type: task\n" + text, "f.dstack.yml").Dispose();
        }
        catch (SecretsException refusal)
        {
            Assert.Equal(ErrorCode.Invalid, refusal.Code);
            Assert.InRange(refusal.Message.Length, 1, 300);
        }
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), $"{Stopwatch.GetElapsedTime(start)}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L << 20);
    }

    private static string Hostile(string kind)
    {
        const int Size = 1_000_000;
        switch (kind)
        {
            case "nested lists":
                return "a: " + new string('[', Size);
            case "nested maps":
                return "a: " + string.Concat(Enumerable.Repeat("{a: ", Size / 4));
            case "nested blocks":
                return string.Concat(Enumerable.Range(0, 1300).Select(i => new string(' ', i) + "a:\n"));
            case "billion laughs":
                StringBuilder laughs = new("env: &a0 [lol]\n");
                for (int i = 1; i < 60; i++)
                    laughs.Append($"a{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
                return laughs.Append("commands: *a59\n").ToString();
            case "quadratic merges":
                StringBuilder merges = new("a0: &a0 {k0: 1}\n");
                for (int i = 1; i < 20_000; i++)
                    merges.Append($"a{i}: &a{i} {{<<: *a{i - 1}, k{i}: 1}}\n");
                return merges.ToString();
            case "many values":
                return "a: [" + string.Concat(Enumerable.Repeat("1,", Size / 2)) + "]";
            case "many keys":
                return string.Concat(Enumerable.Range(0, 90_000).Select(i => $"k{i}: 1\n"));
            case "many anchors":
                return "a:\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"- &x{i} 1\n"));
            case "one long line":
                return "a: " + new string('x', Size);
            case "one long quoted line":
                return "a: \"" + string.Concat(Enumerable.Repeat("\\n", Size / 2)) + "\"";
            case "open quotes":
                return "a: " + string.Concat(Enumerable.Repeat("\" ", Size / 2));
            case "question marks":
                return "a: {" + string.Concat(Enumerable.Repeat("? ", Size / 2));
            default:
                return "a: " + new string('x', 10 << 20);
        }
    }

    [Fact]
    public void Damaged_texts_give_a_clear_error_or_a_document()
    {
        const string Good = "type: task\nenv: &e\n  - A=${{ secrets.a }}\n  - \"B='x'\"\ncommands:\n- |\n  echo\n  done\nx: {a: [1, 2.5], b: *e}\n";
        int loops = int.TryParse(Environment.GetEnvironmentVariable("SECRETS_TEST_LOOPS"), out int asked) ? asked : 2000;
        Random random = new(4711);
        const string Noise = "{}[]:,-?&*!|>'\"%@`#\n\t \0\u0085\u2028\ud800a1~<";
        for (int i = 0; i < loops; i++)
        {
            StringBuilder text = new(Good);
            for (int changes = random.Next(1, 6); changes > 0; changes--)
            {
                int at = random.Next(text.Length);
                text.Remove(at, random.Next(0, Math.Min(4, text.Length - at))).Insert(at, Noise[random.Next(Noise.Length)]);
            }
            try
            {
                Planning.Plan(text.ToString(), "f.dstack.yml", "a").Dispose();
            }
            catch (SecretsException refusal)
            {
                Assert.True(refusal.Code is ErrorCode.Invalid or ErrorCode.NotFound or ErrorCode.Refused, refusal.Message);
            }
        }
    }

    private static IReadOnlyList<ConfigNode> Read(string text) => YamlReader.Read(text, new ConfigSource("f.yml"));
}
