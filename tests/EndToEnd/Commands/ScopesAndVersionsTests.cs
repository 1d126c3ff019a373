using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Projects, environments and what becomes of a secret in them, with the real programs.</summary>
public sealed class ScopesAndVersionsTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void An_environment_gives_what_it_has_and_then_what_it_inherits()
    {
        Do("project", "create", "llm");
        Do("-p", "llm", "environment", "create", "base");
        Do("-p", "llm", "environment", "create", "dev", "--inherits", "base");
        Do("set", "llm/base/URL=base", "llm/base/KEY=base");
        Do("set", "llm/dev/URL=dev");
        string inner = Directory.CreateDirectory(Path.Combine(_home.Folder, "src/app")).FullName;
        File.WriteAllText(Path.Combine(_home.Folder, "src/secrets.yml"), "project: llm\nenvironment: dev\n");

        Finished run = NativeProcess.Run(_home.Command("run", "--only", "URL,KEY", "--", "sh", "-c", "echo $URL $KEY") with { Folder = inner });
        Finished explained = NativeProcess.Run(_home.Command("show", "--explain", "KEY") with { Folder = inner });

        Assert.Equal("dev base\n", run.Text);
        Assert.Equal(["URL live"], List("-p", "llm", "-e", "dev"));
        Assert.Equal(["KEY base", "URL dev"], Rows(3, "list", "-i", "-p", "llm", "-e", "dev"));
        Assert.Equal(2, JsonNode.Parse(Do("list", "--inherited", "--json", "-p", "llm", "-e", "dev"))!.AsArray().Count);
        Assert.Equal(
            $"name         KEY\nproject      llm, by {_home.Folder}/src/secrets.yml\nenvironment  dev, by {_home.Folder}/src/secrets.yml\nchain        dev: none\n             base: live, version 1, this one counts\n",
            explained.Text);
    }

    [Fact]
    public void What_is_only_inherited_is_named_where_it_is()
    {
        Do("environment", "create", "dev", "--inherits", "default");
        Do("set", "URL=base", "KEY=base");

        foreach (string[] command in (string[][])[["unset", "KEY"], ["rename", "KEY", "OTHER"]])
        {
            Finished refused = _home.Run([.. command, "-e", "dev"]);
            Assert.Equal((3, "secrets: error: default/dev has no KEY of its own\nsecrets: hint: it inherits the one of default: -e default\n"), (refused.ExitCode, refused.Error));
        }
        Finished both = _home.Run("unset", "KEY", "URL", "-e", "dev");
        Assert.Equal(
            (3, "secrets: error: default/dev has no KEY, URL of its own\nsecrets: hint: it inherits them: secrets list --inherited tells from where\n"), (both.ExitCode, both.Error));
        Assert.Contains("no secret named NONE", _home.Run("unset", "KEY", "NONE", "-e", "dev").Error, StringComparison.Ordinal);
        Assert.Contains("default/dev has no secrets of its own and inherits 2; 'secrets list --inherited' lists them", _home.Run("list", "-e", "dev").Error, StringComparison.Ordinal);
        Do("set", "--stage", "NEW=new");
        Assert.Contains("digest       none until it is deployed", Do("show", "NEW"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_types_the_name_of_what_is_deleted_for_good()
    {
        Do("environment", "create", "dev");
        Do("set", "dev/A=1");
        Assert.Equal(2, _home.Run("environment", "delete", "dev").ExitCode);
        Assert.Equal(2, _home.Run("environment", "delete", "dev", "--no-input").ExitCode);

        foreach ((string answer, int code) in new[] { ("no", 1), ("dev", 0) })
        {
            using NativeProcess terminal = NativeProcess.StartOnTerminal(_home.Command("environment", "delete", "dev"));
            terminal.WaitFor("This deletes the environment default/dev with 1 secret, for good. Type its name to go on: ");
            terminal.Type(answer + "\n");
            Assert.Equal(code, terminal.Wait().ExitCode);
        }

        Finished gone = _home.Run("set", "dev/A=1");
        Assert.Equal(3, gone.ExitCode);
        Assert.Equal("secrets: error: no environment named dev in the project default\nsecrets: hint: secrets environment create dev\n", gone.Error);
    }

    [Fact]
    public void What_is_staged_is_seen_by_nobody_until_it_is_deployed()
    {
        Do("set", "URL=old", "KEY=old");
        Do("set", "--stage", "URL=new", "NEW=new");
        Do("unset", "--stage", "KEY");

        Assert.Equal(["KEY live+removal", "NEW staged", "URL live+staged"], List());
        Assert.Equal("old old -\n", Do("run", "--", "sh", "-c", "echo $URL $KEY ${NEW:--}"));
        Assert.Equal(("old", 3), (Do("get", "URL"), _home.Run("get", "NEW").ExitCode));
        Assert.Equal("KEY=old\nURL=old\n", Do("export"));

        Do("lock");
        Assert.Equal("KEY: removed\nNEW: version 1 is live\nURL: version 2 is live, was 1\nOK\n", Do("deploy"));
        Assert.Equal("undone: deploy KEY, NEW, URL (just now)\nKEY: live+removal, version 1\nNEW: staged\nURL: live+staged, version 1\n", Do("undo"));
        Assert.Equal("redone: deploy KEY, NEW, URL (undone just now)\nKEY: deleted\nNEW: live, version 1\nURL: live, version 2\n", Do("undo"));
        Assert.Equal(["NEW live", "URL live"], List());
    }

    [Fact]
    public void An_import_and_a_deletion_are_undone_and_an_old_value_comes_back()
    {
        string file = Path.Combine(_home.Folder, ".env");
        File.WriteAllText(file, "A=1\nB=2\n");
        Do("import", file);
        Assert.StartsWith("undone: import A, B (just now)\n", Do("undo"), StringComparison.Ordinal);
        Assert.Empty(List());
        Do("undo");
        Do("delete", "A", "B", "-y");
        Do("undo");
        Assert.Equal("A=1\nB=2\n", Do("export"));

        Do("set", "A=2", "--write-only");
        Do("rollback", "A", "--to", "1");
        Assert.Equal("1", Do("get", "A"));
        Do("rollback", "A", "--to", "3");
        Finished refused = _home.Run("get", "A");
        Assert.Equal(5, refused.ExitCode);
        Assert.Equal("2\n", Do("run", "--only", "A", "--", "sh", "-c", "echo $A"));
        Assert.Equal(["5 live", "4 -", "3 -", "2 -", "1 -"], Do("history", "A").Split('\n')[1..^1].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => $"{words[0]} {words[2]}"));
        Assert.Equal(6, _home.Run("set", "A=3", "--if-version", "4").ExitCode);
        Do("set", "A=3", "--if-version", "5");
    }

    private string[] List(params string[] scope) => Rows(2, ["list", .. scope]);

    /// <summary>The first word of each row and another one.</summary>
    private string[] Rows(int word, params string[] arguments) =>
        [.. Do(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => $"{words[0]} {words[word]}")];

    private string Do(params string[] arguments)
    {
        Finished finished = _home.Run(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished.Text;
    }
}
