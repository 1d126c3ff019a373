using System.Text.Json.Nodes;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary><c>project</c>, <c>environment</c> and <c>show --explain</c>.</summary>
public sealed class ScopeCommandTests : IDisposable
{
    private readonly TestWorld _world = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("st-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("create project llm", "project", "create", "llm")]
    [InlineData("rename project llm to ml", "project", "rename", "llm", "ml")]
    [InlineData("delete project llm", "project", "delete", "llm", "-y")]
    [InlineData("create environment default/dev from nothing", "environment", "create", "dev")]
    [InlineData("create environment default/dev from base", "environment", "create", "dev", "--inherits", "base")]
    [InlineData("create environment llm/dev from base", "-p", "llm", "env", "create", "--inherits=base", "dev")]
    [InlineData("rename environment default/dev to test", "env", "rename", "dev", "test")]
    [InlineData("delete environment default/dev", "env", "delete", "dev", "-y")]
    [InlineData("let default/dev inherit from base", "env", "inherit", "dev", "base")]
    [InlineData("let default/dev inherit from nothing", "env", "inherit", "dev", "--none")]
    public void Each_word_is_one_call(string call, params string[] line)
    {
        Assert.Equal(0, _world.Run(line));
        Assert.Equal([call], _world.Daemon.ScopeCalls);
        Assert.Equal("OK\n", _world.Text);
    }

    [Theory]
    [InlineData("project", "create")]
    [InlineData("project", "create", "a", "b")]
    [InlineData("project", "drop", "a")]
    [InlineData("environment", "inherit", "dev")]
    [InlineData("environment", "inherit", "dev", "base", "--none")]
    [InlineData("environment", "rename", "dev", "test", "--inherits", "base")]
    [InlineData("environment", "delete")]
    public void A_word_without_its_names_means_nothing(params string[] line)
    {
        Assert.Equal(2, _world.Run(line));
        Assert.Empty(_world.Daemon.ScopeCalls);
    }

    [Theory]
    [InlineData("project", "This deletes the project dev with 2 environments and 3 secrets, for good. Type its name to go on: ")]
    [InlineData("environment", "This deletes the environment default/dev with 1 secret, for good. Type its name to go on: ")]
    public void A_deletion_asks_for_the_name(string what, string question)
    {
        _world.Daemon.Environments.Clear();
        _world.Daemon.Environments.AddRange([new EnvironmentEntry("base", FakeDaemon.Now, 2), new EnvironmentEntry("dev", FakeDaemon.Now, 1, "base")]);

        Assert.Equal(1, _world.Answering("y").Run(what, "delete", "dev"));
        Assert.Equal([question], _world.Prompt.Asked);
        Assert.Contains("nothing was deleted", _world.Error, StringComparison.Ordinal);
        Assert.Equal(2, _world.Answering("dev").Run(what, "delete", "dev", "--no-input"));
        Assert.Contains("-y answers yes", _world.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Daemon.ScopeCalls);

        Assert.Equal(0, _world.Answering("dev").Run(what, "delete", "dev"));
        Assert.Single(_world.Daemon.ScopeCalls);
    }

    [Fact]
    public void Lists_are_tables_and_json()
    {
        _world.Daemon.Environments.Add(new EnvironmentEntry("dev", FakeDaemon.Now.AddHours(-3), 12, "default"));

        Assert.Equal(0, _world.Run("project"));
        Assert.Equal("NAME     CREATED     ENVIRONMENTS\ndefault  2 days ago  base, default\nllm      just now    default\n", _world.Text);
        Assert.Equal(0, _world.Run("env", "list"));
        Assert.Equal("NAME     INHERITS  SECRETS  CREATED\ndefault  -         0        just now\ndev      default   12       3 hours ago\n", _world.Text);
        Assert.Equal(0, _world.Run("env", "--json"));
        Assert.Equal("dev default 12", $"{Json()[1]!["name"]} {Json()[1]!["inherits"]} {Json()[1]!["secrets"]}");
        Assert.Equal(0, _world.Run("project", "list", "--json"));
        Assert.Equal(["base", "default"], Json()[0]!["environments"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public void An_explanation_tells_what_decided_about_each_part()
    {
        File.WriteAllText(Path.Combine(_folder, "secrets.yml"), "project: llm\nenvironment: dev\n");
        _world.Folder = Directory.CreateDirectory(Path.Combine(_folder, "a/b")).FullName;
        _world.Variables["SECRETS_PROJECT"] = "ml";
        _world.Daemon.Explanation = new ExplainReply(
            [new ExplainStep("dev", "none", 0), new ExplainStep("base", "live", 2)],
            new SecretEntry("a", 2, "live", FakeDaemon.Now, FakeDaemon.Now),
            "base");

        Assert.Equal(0, _world.Run("show", "--explain", "a"));
        Assert.Equal(
            $"name         a\nproject      ml, by the variable SECRETS_PROJECT\nenvironment  dev, by {_folder}/secrets.yml\nchain        dev: none\n             base: live, version 2, this one counts\n",
            _world.Text);
        Assert.Equal(new SecretScope("ml", "dev"), _world.Daemon.LastScope);
    }

    [Theory]
    [InlineData("project : shop\n")]
    [InlineData("\"project\": shop\n")]
    [InlineData("{project: shop}\n")]
    [InlineData("project:\n  shop\n")]
    [InlineData("project: &a shop\n")]
    public void A_project_in_any_form_is_not_passed_over(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "secrets.yml"), text);
        _world.Folder = _folder;
        Assert.Equal(0, _world.Run("list"));
        Assert.Equal(new SecretScope("shop", "default"), _world.Daemon.LastScope);
    }

    [Fact]
    public void A_file_that_is_not_clear_stops_the_command_and_not_one_that_asks_for_a_scope()
    {
        File.WriteAllText(Path.Combine(_folder, "secrets.yml"), "? project\n: shop\n");
        _world.Folder = _folder;
        Assert.Equal(2, _world.Run("list"));
        Assert.Contains($"{_folder}/secrets.yml:1:1: whether this names a project or an environment is not clear", _world.Error, StringComparison.Ordinal);
        Assert.Equal(125, _world.Run("run", "true"));
        Assert.Equal(0, _world.Run("list", "-p", "a", "-e", "b"));
    }

    [Theory]
    [InlineData("default/default", "default: /default: ", "show", "--explain", "a", "--json")]
    [InlineData("llm/default", "flag: --project/default: ", "show", "--explain", "a", "--json", "-p", "llm")]
    [InlineData("default/dev", "default: /argument: dev/a", "show", "--explain", "dev/a", "--json")]
    [InlineData("llm/dev", "argument: llm/dev/a/argument: llm/dev/a", "show", "--explain", "llm/dev/a", "--json", "-e", "x")]
    public void The_same_in_json(string scope, string sources, params string[] line)
    {
        _world.Daemon.Explanation = new ExplainReply([new ExplainStep("dev", "live", 1)], new SecretEntry("a", 1, "live", FakeDaemon.Now, FakeDaemon.Now), "dev");

        Assert.Equal(0, _world.Run(line));

        JsonNode json = Json();
        Assert.Equal(scope, $"{json["project"]!["name"]}/{json["environment"]!["name"]}");
        Assert.Equal(sources, $"{json["project"]!["source"]}: {json["project"]!["from"]}/{json["environment"]!["source"]}: {json["environment"]!["from"]}");
        Assert.True((bool)json["chain"]![0]!["counts"]!);
    }

    [Fact]
    public void What_no_environment_has_is_not_found_and_the_chain_is_told()
    {
        _world.Daemon.Explanation = new ExplainReply([new ExplainStep("default", "deleted", 0)]);
        Assert.Equal(3, _world.Run("show", "--explain", "a"));
        Assert.Contains("chain        default: deleted\n", _world.Text, StringComparison.Ordinal);
        Assert.Contains("no secret named a in default/default", _world.Error, StringComparison.Ordinal);
    }

    private JsonNode Json() => JsonNode.Parse(_world.Text)!;
}
