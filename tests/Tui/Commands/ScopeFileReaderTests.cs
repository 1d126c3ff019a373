using System.Text;
using Secrets.Daemon.Runs.Configs;
using Secrets.Shared.Contract;
using Secrets.Tui.Commands;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>The client's reader of the scope is held against the daemon's reader of the whole file: it says the same, or that it does not know.</summary>
public sealed class ScopeFileReaderTests
{
    [Theory]
    [InlineData("project: shop\nenvironment: dev\n")]
    [InlineData("\uFEFFproject: shop\r\nenvironment: dev\r\n")]
    [InlineData("project : shop\nenvironment   :   dev\n")]
    [InlineData("\"project\": shop\n'environment': dev\n")]
    [InlineData("project:\tshop\t# here\nenvironment: 'dev' # there\n")]
    [InlineData("{project: shop, environment: dev}\n")]
    [InlineData("--- {project: shop, environment: dev}\n")]
    [InlineData("{\"environment\":\"dev\",\"env\":{\"project\":\"x\",\"A\":\"}\"},\"project\":\"shop\"}")]
    [InlineData("{\n  \"project\": \"shop\", # c\n  \"command\": [\"a\", \"{\"],\n  \"environment\": \"dev\"\n}\n")]
    [InlineData("project:\n  shop\nenvironment:\n  # which\n\n    \"dev\"\n")]
    [InlineData("project: &a shop\nenvironment: &b\t!!str dev\n")]
    [InlineData("project: !!str shop\nenvironment: ! dev\n")]
    [InlineData("%YAML 1.1\n---\n# c\nproject: shop\n---\n...\n---\n# nothing\n", "shop", null)]
    [InlineData("---\n---\nproject: shop\n", "shop", null)]
    [InlineData("# project: no\nproject: shop # environment: no\n", "shop", null)]
    [InlineData("env:\n  project: no\n  environment: no\n", null, null)]
    [InlineData("env:\n- environment=no\n- project\nproject: shop\n", "shop", null)]
    [InlineData("working_dir: |\n  project: no\n\n  it's \"{\nproject: shop\n", "shop", null)]
    [InlineData("commands:\n- |\n project: no\n- >-\n  \"[\n- it's\nproject: shop\n", "shop", null)]
    [InlineData("env: {\n  A: \"'\",\n  B: it's\n}\nproject: shop\n", "shop", null)]
    [InlineData("command: \"a\n  project: no\n  b\"\nproject: shop\n", "shop", null)]
    [InlineData("working_dir: don't\nproject: shop\n", "shop", null)]
    [InlineData("project: ~\nenvironment:\n", null, null)]
    [InlineData("project: null\nenvironment: # none\nsecrets: all\n", null, null)]
    [InlineData("", null, null)]
    [InlineData("# nothing\n", null, null)]
    public void Whatever_form_the_keys_have_they_are_read_or_none_is(string text, string? project = "shop", string? environment = "dev")
    {
        Assert.Equal(new ScopeFile(project, environment), ScopeFileReader.Read(text, "secrets.yml"));
        RunConfiguration whole = ConfigurationReader.Read(text, "secrets.yml", null);
        Assert.Equal((project, environment), (whole.Project, whole.Environment));
    }

    [Theory]
    [InlineData("env: {}\n? project\n: shop\n", "2:1: whether this names")]
    [InlineData("&k project: shop\n", "1:1: whether this names")]
    [InlineData("!!str project: shop\n", "1:1: whether this names")]
    [InlineData("env: &a {}\n<<: {project: shop}\n", "2:1: whether this names")]
    [InlineData("{<<: {project: shop}}\n", "1:2: whether this names")]
    [InlineData("  project: shop\n", "1:3: whether this names")]
    [InlineData("\"pro\\x6aect\": shop\n", "1:1: whether this names")]
    [InlineData("project: \"sh\\x6fp\"\n", "1:10: whether this names")]
    [InlineData("project: |-\n  shop\n", "1:10: whether this names")]
    [InlineData("env: {A: &p shop}\nproject: *p\n", "2:10: whether this names")]
    [InlineData("project: !!binary c2hvcA==\n", "1:18: whether this names")]
    [InlineData("project: a\n  b\n", "2:3: whether this names")]
    [InlineData("project:\n  name: shop\n", "2:7: whether this names")]
    [InlineData("project: shop\n---\nproject: other\n", "3:1: a second document in one file")]
    [InlineData("{project: shop}\nenvironment: dev\n", "2:1: a second document in one file")]
    [InlineData("project: a\nproject: b\n", "2:1: the key 'project' stands twice in one map")]
    [InlineData("{project: a, \"project\": b}", "1:14: the key 'project' stands twice in one map")]
    [InlineData("project: a/b\n", "1:10: 'a/b' is no project name")]
    [InlineData("environment: ''\n", "1:14: '' is no environment name")]
    [InlineData("env: {A: b\nproject: shop\n", "2:1: whether this names")]
    [InlineData("env: {A: b\n", "1:7: this is not closed")]
    [InlineData("command: \"a\nproject: shop\n", "2:1: whether this names")]
    [InlineData("command: 'a\n", "1:10: this quotation is not closed")]
    [InlineData("{project: shop", "1:15: the map is not closed")]
    [InlineData("- project: shop\n", "1:1: whether this names")]
    [InlineData("shop\n", "1:5: whether this names")]
    [InlineData("project: shop\0\n", "1:1: a NUL character")]
    public void What_is_not_clear_is_an_error_with_its_place(string text, string expected)
    {
        SecretsException refusal = Assert.Throws<SecretsException>(() => ScopeFileReader.Read(text, "secrets.yml"));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.StartsWith($"secrets.yml:{expected}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_never_says_anything_else_than_the_daemons_reader_does()
    {
        string[] good =
        [
            "# ours\nproject: shop\nenvironment: dev\nenv:\n  A: \"x'\"\n  B: 'y'\ncommands:\n- |\n  echo\n  it's\n- a\n",
            "{\"project\": \"shop\", \"env\": {\"A\": \"b\", \"C\": [\"]\"]}, \"environment\": \"dev\"}\n",
            "env: {\n  A: b,\n  C: 'd'\n}\nproject:\n  shop\nenvironment: &a dev\n---\n",
            "command: \"a\n  b\"\nsecrets: all\nfiles:\n- path: /a\n  content: >-\n    x\n\n    y\nproject: shop\n",
        ];
        int loops = int.TryParse(Environment.GetEnvironmentVariable("SECRETS_TEST_LOOPS"), out int asked) ? asked : 4000;
        Random random = new(4711);
        string[] noise = ["{", "}", "[", "]", ":", ": ", ",", "- ", "? ", "&a ", "*a", "!!str ", "|", ">", "'", "\"", "\\", "%", "@", "#", " #", "\n", "\n\n", "\r", "\t", " ", "  ", "---\n", "...\n", "project", "project: other\n", "environment: x", "<<", "~", "a", "1", "\0", "\u0085", "\u2028"];
        for (int i = 0; i < loops; i++)
        {
            StringBuilder text = new(good[random.Next(good.Length)]);
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int at = random.Next(text.Length);
                text.Remove(at, random.Next(0, Math.Min(4, text.Length - at))).Insert(at, noise[random.Next(noise.Length)]);
            }
            string written = text.ToString();
            (string?, string?) whole;
            try
            {
                RunConfiguration configuration = ConfigurationReader.Read(written, "secrets.yml", null);
                whole = (configuration.Project, configuration.Environment);
            }
            catch (SecretsException)
            {
                // No run takes the file, so what a list takes it for is no danger; it must only end.
                _ = Light(written);
                continue;
            }
            Assert.True(Light(written) is not { } light || (light.Project, light.Environment) == whole, $"{whole}: {written}");
        }
    }

    private static ScopeFile? Light(string text)
    {
        try
        {
            return ScopeFileReader.Read(text, "secrets.yml");
        }
        catch (SecretsException)
        {
            return null;
        }
    }
}
