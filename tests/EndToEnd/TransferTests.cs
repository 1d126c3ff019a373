using System.Text;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>A person brings the secrets of a file into the vault, and takes them out for another tool.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_dotenv_file_comes_in_and_goes_out_again()
    {
        string file = Write(".env", "# app\nexport URL=postgres://x # local\nPEM=\"-----BEGIN\nEND\"\nQ=\"it's\"\n");

        Assert.Equal("3 added\n", Succeeds("import", file));

        Assert.Equal("postgres://x", Succeeds("get", "URL"));
        Assert.Equal("-----BEGIN\nEND", Succeeds("get", "PEM"));
        Assert.Equal("PEM='-----BEGIN\nEND'\nQ=\"it's\"\nURL=postgres://x\n", Succeeds("export"));
        Assert.Equal("{\n  \"Q\": \"it's\"\n}\n", Succeeds("export", "--format", "json", "Q"));
    }

    [Fact]
    public void Names_that_are_taken_stop_the_whole_import_until_told_otherwise()
    {
        Succeeds("set", "A=old");
        string file = Write("x.json", """{"A": "new", "B": "2"}""");

        Finished refused = _home.Run("import", file);

        Assert.Equal((6, "secrets: error: these have a secret already: A\nsecrets: hint: --replace writes new versions, --skip leaves them\n"), (refused.ExitCode, refused.Error));
        Assert.Equal(3, _home.Run("get", "B").ExitCode);
        Assert.Equal("1 would be added, 1 there already\n", Succeeds("import", file, "--dry-run"));
        Assert.Equal(3, _home.Run("get", "B").ExitCode);
        Assert.Equal("1 added, 1 skipped\n", Succeeds("import", file, "--skip"));
        Assert.Equal("old", Succeeds("get", "A"));
        Assert.Equal("2 replaced\n", Succeeds("import", file, "--replace"));
        Assert.Equal("new", Succeeds("get", "A"));
    }

    [Fact]
    public void A_mistake_on_the_last_of_ten_thousand_lines_imports_nothing()
    {
        StringBuilder text = new();
        for (int i = 1; i < 10_000; i++)
            text.Append("NAME_").Append(i).Append("=value\n");
        string file = Write("many.env", text + "broken \"canary-value\"\n");

        Finished refused = _home.Run("import", file);

        Assert.Equal((2, "secrets: error: line 10000: expected NAME=value\n"), (refused.ExitCode, refused.Error));
        Assert.Equal("[]\n", Succeeds("list", "--json"));
    }

    [Fact]
    public void Ten_thousand_secrets_come_in_at_once()
    {
        StringBuilder text = new();
        for (int i = 0; i < 10_000; i++)
            text.Append("NAME_").Append(i).Append("=value ").Append(i).Append('\n');

        Assert.Equal("10000 added\n", Succeeds("import", Write("many.env", text.ToString())));

        Assert.Equal("value 9999", Succeeds("get", "NAME_9999"));
    }

    [Fact]
    public void A_long_import_shows_a_bar_on_a_terminal_and_leaves_nothing_of_it()
    {
        string file = Write("many.env", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"NAME_{i}=value {i}\n")));
        _home.Variables["TERM"] = "xterm";
        using NativeProcess import = NativeProcess.StartOnTerminal(_home.Command("import", file));

        import.WaitFor("import  [#");
        Finished finished = import.Wait();

        Assert.Equal(0, finished.ExitCode);
        Assert.EndsWith("\r\u001b[K10000 added\r\n", finished.Text, StringComparison.Ordinal);
        Assert.Equal(("10000 replaced\n", ""), Both(_home.Run("import", "--replace", file)));
        using NativeProcess quiet = NativeProcess.StartOnTerminal(_home.Command("import", "-q", "--replace", file));
        Assert.Equal("", quiet.Wait().Text);

        static (string Output, string Error) Both(Finished piped) => (piped.Text, piped.Error);
    }

    [Fact]
    public void An_import_works_while_locked_and_an_export_does_not()
    {
        Succeeds("lock");

        Assert.Equal("1 added\n", Encoding.UTF8.GetString(_home.RunWith("A=1\n"u8.ToArray(), "import", "-").Output));

        Assert.Equal(4, _home.Run("export").ExitCode);
    }

    [Fact]
    public void A_prefix_goes_before_each_name()
    {
        Assert.Equal("2 added\n", Succeeds("import", "--prefix", "APP_", Write("p.env", "URL=x\nTOKEN=y\n")));
        Assert.Equal("APP_TOKEN=y\nAPP_URL=x\n", Succeeds("export"));
        Assert.Equal(2, _home.Run("import", "--prefix", "no name", Write("p.env", "URL=x\n")).ExitCode);
    }

    [Fact]
    public void Names_that_are_taken_are_asked_about_on_a_terminal()
    {
        Succeeds("set", "A=old");
        string file = Write("x.env", "A=new\n");
        _home.Variables["TERM"] = "xterm";
        foreach ((string answer, int code, string value) in new[] { ("n\n", 6, "old"), ("y\n", 0, "new") })
        {
            using (NativeProcess import = NativeProcess.StartOnTerminal(_home.Command("import", file)))
            {
                import.WaitFor("Replace them? [y/N]: ");
                import.Type(answer);
                Assert.Equal(code, import.Wait().ExitCode);
            }
            Assert.Equal(value, Succeeds("get", "A"));
        }
    }

    [Fact]
    public void A_write_only_secret_is_not_exported()
    {
        Succeeds("set", "OPEN=1");
        Succeeds("set", "CLOSED=canary", "--write-only");

        Finished refused = _home.Run("export");

        Assert.Equal((5, ""), (refused.ExitCode, refused.Text));
        Assert.Contains("CLOSED", refused.Error, StringComparison.Ordinal);
        Assert.Equal("OPEN=1\n", Succeeds("export", "OPEN"));
    }

    [Fact]
    public void A_value_that_the_format_cannot_carry_is_refused_by_name_and_nothing_is_printed()
    {
        _home.RunWith("a\nb"u8.ToArray(), "set", "LINES=-");

        Finished refused = _home.Run("export", "--format", "docker");

        Assert.Equal((2, "", "secrets: error: docker cannot carry: LINES has a line break\nsecrets: hint: --format json carries every value\n"), (refused.ExitCode, refused.Text, refused.Error));
    }

    [Fact]
    public void An_unknown_format_is_said_with_those_that_there_are()
    {
        Finished refused = _home.Run("import", "--format", "ini", Write("a.ini", "A=1"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("one of dotenv, compose", refused.Error, StringComparison.Ordinal);
    }

    private string Succeeds(params string[] arguments)
    {
        Finished finished = _home.Run(arguments);
        Assert.True(finished.ExitCode == 0, $"{string.Join(' ', arguments)}: {finished}");
        return finished.Text;
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_home.Folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
