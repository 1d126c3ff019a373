using Secrets.Daemon.Runs.Configs.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;
using Xunit;
using Xunit.Abstractions;

namespace Secrets.Tests.Daemon.Runs;

public sealed class JsonReaderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"\u00e9\": [true, null], \"a\": 2}", "3:22: the key 'a' stands twice in one map")]
    [InlineData("{\"a\": tru}", "1:10: this is not valid JSON")]
    [InlineData("{\"a\":\n  hunter2}", "2:3: this is not valid JSON")]
    [InlineData("{\"a\": \"\\ud800\"}", "1:7: a text is no valid Unicode")]
    [InlineData("{} {}", "1:4: this is not valid JSON")]
    [InlineData("// x\n{}", "1:1: this is not valid JSON")]
    [InlineData("", "1:1: this is not valid JSON")]
    public void A_mistake_is_named_with_its_place_and_not_quoted(string text, string expected) =>
        Assert.Equal($"f.json:{expected}", Assert.Throws<SecretsException>(() => Read(text)).Message);

    [Fact]
    public void Nesting_and_size_are_bounded()
    {
        Assert.Throws<SecretsException>(() => Read(new string('[', 1_000_000)));
        Assert.Throws<SecretsException>(() => Read("[" + string.Concat(Enumerable.Repeat("1,", 400_000)) + "1]"));
    }

    [Fact]
    public void Every_node_knows_its_place()
    {
        MapNode root = (MapNode)Read("{\"a\":\r\n [1.5e3,\n  \"\u00e9\u00e9\", \"x\"]}");
        ListNode list = (ListNode)root["a"]!;
        Assert.Equal(["2:3 Float 1.5e3", "3:3 Text \u00e9\u00e9", "3:9 Text x"], list.Items.Cast<ScalarNode>().Select(item => $"{item.At.Line}:{item.At.Column} {item.Kind} {item.Text}"));
    }

    [Fact]
    public void The_public_cases_are_accepted_and_refused_as_they_say()
    {
        string? vectors = Environment.GetEnvironmentVariable("SECRETS_VECTORS");
        if (string.IsNullOrEmpty(vectors))
        {
            output.WriteLine("SECRETS_VECTORS is not set: no public cases ran");
            return;
        }
        List<string> wrong = [];
        int cases = 0;
        foreach (string path in Directory.GetFiles(Path.Combine(vectors, "json"), "*.json"))
        {
            string name = Path.GetFileName(path);
            // What is no UTF-8 never gets here, and repeated keys are refused on purpose.
            if (name[0] == 'i' || name.Contains("duplicated", StringComparison.Ordinal) || !IsUtf8(path, out string text))
                continue;
            cases++;
            bool accepted = true;
            try
            {
                Read(text);
            }
            catch (SecretsException)
            {
                accepted = false;
            }
            if (accepted != (name[0] == 'y'))
                wrong.Add(name);
        }
        output.WriteLine($"{cases} cases ran");
        Assert.Empty(wrong);
        Assert.True(cases > 200);
    }

    private static bool IsUtf8(string path, out string text)
    {
        byte[] bytes = File.ReadAllBytes(path);
        text = System.Text.Encoding.UTF8.GetString(bytes);
        return System.Text.Unicode.Utf8.IsValid(bytes);
    }

    private static ConfigNode Read(string text) => JsonReader.Read(text, new ConfigSource("f.json"));
}
