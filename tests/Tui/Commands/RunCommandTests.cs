using Secrets.Shared.Contract;
using Secrets.Tui.Launch;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TestWorld _world = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("st-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("run", "prog", "-p", "x", "--", "--help")]
    [InlineData("run", "--", "prog", "-p", "x", "--", "--help")]
    [InlineData("-p", "y", "run", "--force", "prog", "-p", "x", "--", "--help")]
    public void The_programs_own_options_are_left_alone(params string[] line)
    {
        _world.Run(line);
        Assert.Equal(["prog", "-p", "x", "--", "--help"], _world.Launcher.Arguments!);
    }

    [Theory]
    [InlineData(false, 127, "no program named 'prog' on the PATH")]
    [InlineData(true, 126, "prog cannot be run: permission denied")]
    public void A_program_that_cannot_start_is_127_or_126(bool found, int code, string message)
    {
        _world.Launcher.Failure = new LaunchFailure(found, "permission denied");
        Assert.Equal(code, _world.Run("run", "prog"));
        Assert.Contains(message, _world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "--")]
    [InlineData("run", "--nothing", "true")]
    [InlineData("run", "--as", "X", "true")]
    [InlineData("run", "--as", "X=a", "--as", "X=b", "true")]
    [InlineData("run", "-f", "/nowhere/at/all", "true")]
    public void Our_own_failure_before_the_start_is_125(params string[] line)
    {
        Assert.Equal(125, _world.Run(line));
        Assert.Null(_world.Launcher.Arguments);
    }

    [Fact]
    public void The_request_says_what_was_asked_for_and_nothing_of_the_arguments()
    {
        _world.Run("run", "--only", "a,b", "--only=c", "--as", "V=a", "--prefix", "P_", "--force", "--", "/usr/bin/prog", "argument");
        RunRequest request = Assert.Single(_world.Daemon.Runs);
        Assert.Equal(["a", "b", "c"], request.Only!);
        Assert.Equal("a", request.Mapping!["V"]);
        Assert.Equal(("P_", true, "prog"), (request.Prefix, request.Force, request.Program));
        Assert.Null(request.Configuration);
    }

    [Fact]
    public void A_configuration_keeps_its_own_scope_unless_another_is_asked_for()
    {
        File.WriteAllText(Path.Combine(_folder, "secrets.yml"), "project: near\nenvironment: dev\n");
        File.WriteAllText(Path.Combine(_folder, "own.yml"), "project: own\n");
        File.WriteAllText(Path.Combine(_folder, "fly.toml"), "app = 'x'\n");
        File.WriteAllText(Path.Combine(_folder, "x.dstack.yml"), "type: task\n");
        _world.Folder = _folder;
        foreach (string file in (string[])["own.yml", "fly.toml", "x.dstack.yml"])
            _world.Run("run", "-f", $"{_folder}/{file}", "true");
        _world.Run("run", "-p", "asked", "-f", $"{_folder}/own.yml", "true");
        _world.Run("run", "true");
        Assert.Equal(
            [(null, null, "dev"), (null, null, null), (null, "near", "dev"), (null, "asked", "dev"), (new SecretScope("near", "dev"), null, null)],
            _world.Daemon.Runs.Select(run => (run.Scope, run.Project, run.Environment)));
    }

    [Theory]
    [InlineData("own.yml", "\"project\": own\n", null)]
    [InlineData("own.yml", "{project: own}\n", null)]
    [InlineData("own.secrets.yml", "project : own\n", null)]
    [InlineData("fly.json", "{\"app\": \"x\"}", null)]
    [InlineData("fly.yaml", "app: x\n", null)]
    [InlineData("run.json", "{\"app\": \"x\"}", null)]
    [InlineData("x.dstack.yml", "type: task\nname: project\n? x\n: y\n", "near")]
    [InlineData("t.json", "{\"env\": {\"A\": \"project: x\"}}", "near")]
    public void A_configuration_that_names_a_project_in_any_form_keeps_it(string name, string text, string? project)
    {
        File.WriteAllText(Path.Combine(_folder, "secrets.yml"), "project: near\n");
        File.WriteAllText(Path.Combine(_folder, name), text);
        _world.Folder = _folder;
        _world.Run("run", "-f", $"{_folder}/{name}", "true");
        Assert.Equal(project, Assert.Single(_world.Daemon.Runs).Project);
    }

    [Fact]
    public void A_dry_run_of_a_file_without_a_command_tells_what_would_be_set()
    {
        File.WriteAllText(Path.Combine(_folder, "fly.toml"), "app = 'x'\n");
        _world.Daemon.Plan = new RunPlan([new NamedValue("A", SecretValue.FromText("v"))], null, null, null, null);
        _world.Folder = _folder;
        Assert.Equal(0, _world.Run("run", "--dry-run", "-f", $"{_folder}/fly.toml"));
        Assert.Equal($"variable  A=*** (1 bytes)\nfolder    {_folder}\ncommand   (none: name one after --)\n", _world.Text);
        _world.Daemon.Plan = new RunPlan([], null, null, null, null);
        Assert.Equal(125, _world.Run("run", "-f", $"{_folder}/fly.toml"));
    }

    [Fact]
    public void A_files_command_runs_in_the_folder_that_the_file_names()
    {
        File.WriteAllText(Path.Combine(_folder, "x.dstack.yml"), "type: task\n");
        _world.Daemon.Plan = new RunPlan([], null, ["/bin/sh", "-c", "true"], "sub", ["a note"]);
        _world.Folder = _folder;
        _world.Run("run", "-f", $"{_folder}/x.dstack.yml");
        Assert.Equal(["/bin/sh", "-c", "true"], _world.Launcher.Arguments!);
        Assert.Equal(Path.Combine(_folder, "sub"), _world.Launcher.Folder);
        Assert.Equal(("x.dstack.yml", "type: task\n"), (_world.Daemon.Runs[0].FileName, _world.Daemon.Runs[0].Configuration));
        Assert.Contains("secrets: note: a note\n", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_of_ones_own_stays_where_it_is()
    {
        File.WriteAllText(Path.Combine(_folder, "x.dstack.yml"), "");
        _world.Daemon.Plan = new RunPlan([], null, ["/bin/sh", "-c", "true"], "sub");
        _world.Run("run", "-f", $"{_folder}/x.dstack.yml", "--", "other");
        Assert.Equal(["other"], _world.Launcher.Arguments!);
        Assert.Null(_world.Launcher.Folder);
    }

    [Fact]
    public void A_file_without_a_command_is_told()
    {
        File.WriteAllText(Path.Combine(_folder, "x.dstack.yml"), "");
        Assert.Equal(125, _world.Run("run", "-f", $"{_folder}/x.dstack.yml"));
        Assert.Contains("x.dstack.yml names no command", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_wins_is_passed_on()
    {
        _world.Run("run", "true");
        Assert.Equal(EnvironmentRules.Default, _world.Launcher.Rules);
        _world.Run("run", "--preserve-env", "true");
        Assert.True(_world.Launcher.Rules!.PreserveAll);
        _world.Run("run", "--preserve-env=A,B", "--pristine", "true");
        Assert.Equal((true, false), (_world.Launcher.Rules!.Pristine, _world.Launcher.Rules.PreserveAll));
        Assert.Equal(["A", "B"], _world.Launcher.Rules.Preserve!);
    }

    [Fact]
    public void A_locked_vault_is_unlocked_on_the_way()
    {
        _world.Daemon.Locked = true;
        Assert.Equal(127, _world.Answering("correct horse").Run("run", "prog"));
        Assert.Equal(["prog"], _world.Launcher.Arguments!);
    }
}
