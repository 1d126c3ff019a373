using Secrets.Shared.Contract;
using Secrets.Tests.Architecture;
using Secrets.Tui.Commands;
using Secrets.Tui.Commands.Help;
using Secrets.Tui.Commands.Syntax;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

public sealed class CommandLineTests
{
    private readonly TestWorld _world = new();

    [Theory]
    [InlineData("secret", "set", "A", "1")]
    [InlineData("secrets", "set", "A=1")]
    [InlineData("secret", "--project", "p", "set", "A=1")]
    [InlineData("-p", "p", "secret", "set", "A=1")]
    [InlineData("set", "A=1", "--stage")]
    [InlineData("set", "--stage", "A=1")]
    public void Old_habits_work(params string[] line)
    {
        Assert.Equal(0, _world.Run(line));
        Assert.Equal("1"u8.ToArray(), _world.Daemon.Values["A"]);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("secrets")]
    [InlineData("secrets", "list")]
    [InlineData("ls")]
    public void Secret_alone_lists(params string[] line)
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(0, _world.Run(line));
        Assert.StartsWith("NAME", _world.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p", "llm", "-e", "dev", "list")]
    [InlineData("list", "-p", "llm", "-e", "dev")]
    [InlineData("-pllm", "list", "--env=dev")]
    [InlineData("--project=other", "list", "--project", "llm", "-e", "dev")]
    public void Global_options_stand_anywhere(params string[] line)
    {
        Assert.Equal(0, _world.Run(line));
        Assert.Equal(new SecretScope("llm", "dev"), _world.Daemon.LastScope);
    }

    [Fact]
    public void Options_win_over_variables_and_variables_over_the_file()
    {
        string folder = Directory.CreateTempSubdirectory("st-").FullName;
        string inner = Directory.CreateDirectory(Path.Combine(folder, "a/b")).FullName;
        File.WriteAllText(Path.Combine(folder, "secrets.yml"), "# ours\nproject: \"from-file\" # here\nenvironment: dev\nenv:\n  project: no\n");
        _world.Folder = inner;
        Assert.Equal(0, _world.Run("list"));
        Assert.Equal(new SecretScope("from-file", "dev"), _world.Daemon.LastScope);
        _world.Variables["SECRETS_PROJECT"] = "from-variable";
        Assert.Equal(0, _world.Run("list"));
        Assert.Equal(new SecretScope("from-variable", "dev"), _world.Daemon.LastScope);
        Assert.Equal(0, _world.Run("list", "-p", "from-option"));
        Assert.Equal(new SecretScope("from-option", "dev"), _world.Daemon.LastScope);
        File.WriteAllText(Path.Combine(inner, "secrets.yml"), "commands: [true]\n");
        _world.Variables.Clear();
        Assert.Equal(0, _world.Run("list"));
        Assert.Equal(SecretScope.Default, _world.Daemon.LastScope);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("lst", "did you mean 'secrets list'?")]
    [InlineData("stauts", "did you mean 'secrets status'?")]
    [InlineData("xyzzy", "--help")]
    [InlineData("comp", "did you mean 'secrets completion'?")]
    public void A_mistyped_command_is_guessed(string word, string hint)
    {
        Assert.Equal(2, _world.Run(word));
        Assert.Contains(hint, _world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stge", "did you mean --stage?")]
    [InlineData("--jsn", "did you mean --json?")]
    [InlineData("-Z", "stands after '--'")]
    public void A_mistyped_option_is_guessed(string option, string hint)
    {
        Assert.Equal(2, _world.Run("set", option, "A=1"));
        Assert.Contains(hint, _world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("show", "a", "b")]
    [InlineData("lock", "a")]
    [InlineData("list", "--project")]
    [InlineData("list", "--json=yes")]
    [InlineData("secret", "run", "true")]
    [InlineData("help", "nothing")]
    [InlineData("completion", "tcsh")]
    [InlineData("daemon", "restart")]
    [InlineData("list", "-p", "no/name")]
    public void A_line_without_meaning_ends_with_2_and_prints_nothing(params string[] line)
    {
        Assert.Equal(2, _world.Run(line));
        Assert.Equal("", _world.Text);
        Assert.StartsWith("secrets: error: ", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_command_the_usage_goes_to_standard_error()
    {
        Assert.Equal(2, _world.Run());
        Assert.Equal("", _world.Text);
        Assert.Contains("Usage: secrets", _world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("version")]
    public void The_version_is_told(string word)
    {
        Assert.Equal(0, _world.Run(word));
        Assert.Matches(@"^secrets \d+\.\d+\.\d+\n$", _world.Text);
    }

    /// <summary>SECRETS_TEST_UPDATE=1 writes the snapshots anew; look at the difference before it is committed.</summary>
    [Fact]
    public void The_help_is_what_the_snapshots_say()
    {
        string folder = Path.Combine(Repository.Root, "tests/Tui/Commands/Help");
        IEnumerable<(string Name, string Text)> pages = CommandTable.All().Select(syntax => (syntax.Name, HelpText.Of(syntax)))
            .Append(("all", HelpText.OfAll()))
            .Append(("man", ManPage.Text()));
        foreach ((string name, string text) in pages)
        {
            string file = Path.Combine(folder, name + ".txt");
            if (Environment.GetEnvironmentVariable("SECRETS_TEST_UPDATE") == "1")
                File.WriteAllText(file, text);
            Assert.True(File.Exists(file), $"no snapshot of {name}");
            Assert.Equal(File.ReadAllText(file), text);
        }
    }

    [Fact]
    public void Every_command_shows_its_help_in_both_ways_and_fits_a_terminal()
    {
        foreach (CommandSyntax syntax in CommandTable.All())
        {
            Assert.Equal(0, _world.Run(syntax.Name, "--help"));
            string help = _world.Text;
            Assert.Equal(0, _world.Run("help", syntax.Name));
            Assert.Equal(help, _world.Text);
            Assert.StartsWith($"Usage: secrets {syntax.Name}", help, StringComparison.Ordinal);
            Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        }
    }

    [Fact]
    public void No_option_is_spelled_twice()
    {
        foreach (CommandSyntax syntax in CommandTable.All())
        {
            List<Option> options = [.. syntax.Options, .. GlobalOptions.All];
            Assert.Equal(options.Count, options.Select(option => option.Name).Distinct().Count());
            List<char> letters = [.. options.Select(option => option.Short).Where(letter => letter != '\0')];
            Assert.Equal(letters.Count, letters.Distinct().Count());
        }
    }
}
