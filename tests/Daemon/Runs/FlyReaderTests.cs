using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>The rules are those of fly.io/docs/reference/configuration and fly.io/docs/apps/secrets.</summary>
public sealed class FlyReaderTests
{
    private const string File = "fly.toml";

    [Fact]
    public void Every_secret_of_the_app_is_a_variable_and_wins_over_env()
    {
        FakeVault vault = Planning.VaultWith("A", "B", "tls.key");
        using RunPlan plan = Planning.Plan(vault, new RunRequest(Configuration: "app = 'my-app'\n[env]\n  A = 'env'\n  PORT = 8080\n  N = 1_000\n  ON = true\n", FileName: File));
        Assert.Equal(["A=A!", "B=B!", "N=1000", "ON=true", "PORT=8080"], plan.Shown());
        Assert.Equal(new SecretScope("my-app", "default"), vault.Selection!.Scope);
        Assert.Equal(["tls.key is not set: it is no variable name; map it with --as NAME=tls.key"], plan.Notes);
    }

    [Fact]
    public void What_the_caller_asks_for_wins_over_the_apps_name()
    {
        FakeVault vault = Planning.VaultWith("A");
        RunRequest request = new(Configuration: "app = 'my-app'\n", FileName: File);
        Planning.Plan(vault, request with { Environment = "prod" }).Dispose();
        Assert.Equal(new SecretScope("my-app", "prod"), vault.Selection!.Scope);
        Planning.Plan(vault, request with { Project = "other" }).Dispose();
        Assert.Equal(new SecretScope("other", "default"), vault.Selection!.Scope);
        Planning.Plan(vault, request with { Scope = SecretScope.Default }).Dispose();
        Assert.Equal(SecretScope.Default, vault.Selection!.Scope);
        Assert.Equal(ErrorCode.Invalid, Planning.Refusal(() => Planning.Plan(vault, request with { Scope = SecretScope.Default, Project = "other" })).Code);
    }

    [Fact]
    public void What_is_missing_in_a_project_that_the_file_names_is_explained()
    {
        RunRequest request = new(Configuration: "app = 'my-app'\n", FileName: File, Mapping: new Dictionary<string, string> { ["A"] = "none" });
        SecretsException refusal = Planning.Refusal(() => Planning.Plan(Planning.VaultWith("B"), request));
        Assert.Equal(ErrorCode.NotFound, refusal.Code);
        Assert.Equal("fly.toml names the project my-app; --project names another", refusal.Hint);
        Assert.Null(Planning.Refusal(() => Planning.Plan(Planning.VaultWith("B"), request with { Project = "my-app" })).Hint);
    }

    [Fact]
    public void Files_come_from_a_secret_a_raw_value_or_a_local_path()
    {
        const string Text = """
            [[files]]
              guest_path = "/path/to/secret.txt"
              secret_name = "SUPER_SECRET"
            [[files]]
              guest_path = "/path/to/hello.txt"
              raw_value = "aGVsbG8gd29ybGQK"
            [[files]]
              guest_path = "/path/to/config.yaml"
              local_path = "/local/path/config.yaml"
              processes = ["web"]
            """;
        // base64(1) wraps its lines; what is decoded has no such line ends.
        FakeVault vault = new FakeVault().With("SUPER_SECRET", "AAEC\n/w==\n");
        using RunPlan plan = Planning.Plan(vault, new RunRequest(Configuration: Text, FileName: File, Accepts: [RunParts.Files]));
        Assert.Equal([0, 1, 2, 255], plan.Files![0].Content!.Span.ToArray());
        Assert.Equal(["/path/to/hello.txt=hello world\n", "/path/to/config.yaml</local/path/config.yaml"], plan.ShownFiles()[1..]);
        Assert.Equal(["SUPER_SECRET=AAEC\n/w==\n"], plan.Shown());
    }

    [Fact]
    public void A_caller_that_cannot_mount_files_is_refused() =>
        Assert.Equal(
            "fly.toml:2:14: this needs a file at /a, which this kind of run cannot mount",
            Planning.Refusal(() => Planning.Plan("[[files]]\nguest_path = '/a'\nlocal_path = 'b'\n", File)).Message);

    [Fact]
    public void A_secret_that_is_not_base64_is_named_and_not_quoted()
    {
        FakeVault vault = new FakeVault().With("S", "hunter2!");
        SecretsException refusal = Planning.Refusal(() => Planning.Plan(vault, new RunRequest(Configuration: "[[files]]\nguest_path = '/a'\nsecret_name = 'S'\n", FileName: File, Accepts: [RunParts.Files])));
        Assert.Equal("fly.toml:2:14: the secret S for /a is not base64", refusal.Message);
        Assert.All(vault.Opened, secret => Assert.Throws<ObjectDisposedException>(() => secret.Value.Length));
    }

    [Theory]
    [InlineData("[processes]\napp = 'bin/serve --port \"80 80\"'\n", "bin/serve|--port|80 80", null)]
    [InlineData("[processes]\napp = ''\n", null, null)]
    [InlineData("[processes]\nweb = 'a'\nworker = 'b'\n", null, "of the processes web, worker none is run by itself; choose with --process, or name the command after --")]
    [InlineData("[experimental]\nentrypoint = ['/bin/sh', '-c']\ncmd = ['a b']\n", "/bin/sh|-c|a b", null)]
    [InlineData("[experimental]\nentrypoint = '/init'\ncmd = 'serve'\n", "/init|serve", null)]
    [InlineData("[experimental]\nentrypoint = ['/init']\ncmd = ['serve']\nexec = ['/bin/sleep', 'inf']\n", "/bin/sleep|inf", null)]
    [InlineData("[experimental]\nentrypoint = ['/init', '--']\ncmd = ['serve']\n[processes]\napp = 'bin/web -p 80'\n", "/init|--|bin/web|-p|80", null)]
    [InlineData("[experimental]\nentrypoint = ['/init']\ncmd = ['serve']\n[processes]\napp = ''\n", "/init|serve", null)]
    [InlineData("[experimental]\nexec = ['x']\n[processes]\nweb = 'a'\nworker = 'b'\n", "x", null)]
    [InlineData("app = 'x'\n", null, null)]
    public void The_command_is_that_of_the_one_process(string text, string? expected, string? note)
    {
        using RunPlan plan = Planning.PlanAll(text, File);
        Assert.Equal(expected, plan.ShownCommand());
        Assert.Equal(note, plan.Notes?.Single());
    }

    /// <summary>fly.io/docs/apps/processes: each group has a command, and files may be for some of them (reference/configuration, the files section).</summary>
    [Theory]
    [InlineData("web", "bin/web", "/all,/web")]
    [InlineData("worker", "bin/worker", "/all,/both")]
    public void Of_several_processes_the_one_that_is_meant_is_run_with_its_files(string process, string command, string files)
    {
        const string Text = "[processes]\nweb = 'bin/web'\nworker = 'bin/worker'\n"
            + "[[files]]\nguest_path = '/all'\nlocal_path = 'a'\n"
            + "[[files]]\nguest_path = '/web'\nlocal_path = 'a'\nprocesses = ['web']\n"
            + "[[files]]\nguest_path = '/both'\nlocal_path = 'a'\nprocesses = ['worker', 'cron']\n";
        RunRequest request = new(Configuration: Text, FileName: File, Process: process, Accepts: [RunParts.Files]);
        using RunPlan plan = Planning.Plan(Planning.VaultWith("A"), request);
        Assert.Equal(command, plan.ShownCommand());
        Assert.Equal(files, string.Join(',', plan.Files!.Select(file => file.Path)));
        Assert.Null(plan.Notes);
    }

    [Fact]
    public void A_process_that_there_is_not_is_an_error()
    {
        SecretsException refusal = Planning.Refusal(() => Planning.Plan(Planning.VaultWith("A"), new RunRequest(Configuration: "[processes]\nweb = 'a'\ncron = 'b'\n", FileName: File, Process: "x")));
        Assert.Equal(("fly.toml:1:1: 'processes' has no 'x'", "it has web, cron"), (refusal.Message, refusal.Hint));
        Assert.Equal(
            "fly.toml:1:1: there is no table 'processes' to choose from",
            Planning.Refusal(() => Planning.Plan(Planning.VaultWith("A"), new RunRequest(Configuration: "app = 'a'\n", FileName: File, Process: "web"))).Message);
        Assert.Equal(
            "x.dstack.yml:1:1: only a fly.toml has several processes to choose from",
            Planning.Refusal(() => Planning.Plan(Planning.VaultWith("A"), new RunRequest(Configuration: "type: task\n", FileName: "x.dstack.yml", Process: "web"))).Message);
    }

    [Theory]
    [InlineData("app = 1", "1:7: 'app' is a number, not a text")]
    [InlineData("app = '../x'", "1:7: '../x' is no project name")]
    [InlineData("env = 'A'", "1:7: 'env' is a text, not a map")]
    [InlineData("[env]\nA = 1e9", "2:5: A is a number that can be written in several ways")]
    [InlineData("[env]\nA = nan", "2:5: A is a number that can be written in several ways")]
    [InlineData("[env]\nA = ['x']", "2:5: A is a list, not a text, a number or a truth value")]
    [InlineData("[env]\n'A B' = 'x'", "2:1: 'A B' is no variable name")]
    [InlineData("[files]\nguest_path = '/a'", "1:1: 'files' is a map, not a list")]
    [InlineData("[[files]]\nraw_value = ''", "1:1: a file needs a 'guest_path'")]
    [InlineData("[[files]]\nguest_path = '/a'", "1:1: a file needs one of 'secret_name', 'raw_value' and 'local_path'")]
    [InlineData("[[files]]\nguest_path = '/a'\nraw_value = ''\nlocal_path = 'x'", "1:1: a file needs one of 'secret_name', 'raw_value' and 'local_path'")]
    [InlineData("[[files]]\nguest_path = '/a'\nraw_value = 'x'", "3:13: 'raw_value' is not base64")]
    [InlineData("[[files]]\nguest_path = '/a'\nlocal_path = '../../etc/passwd'", "3:14: 'local_path' has a '..'")]
    [InlineData("[[files]]\nguest_path = '/a'\nlocal_path = '/srv/x/../../etc/passwd'", "3:14: 'local_path' has a '..'")]
    [InlineData("[[files]]\nguest_path = '/a'\nsecret = 'x'", "3:1: a file has no 'secret'")]
    [InlineData("[[files]]\nguest_path = '/a'\nsecret_name = 'a/b'", "3:15: 'a/b' is no secret name")]
    [InlineData("[[files]]\nguest_path = 'a'\nraw_value = ''", "2:14: 'a' is no path to mount a file at")]
    [InlineData("[[files]]\nguest_path = '/a/../etc/passwd'\nraw_value = ''", "2:14: '/a/../etc/passwd' is no path to mount a file at")]
    [InlineData("[[files]]\nguest_path = '/a//b'\nraw_value = ''", "2:14: '/a//b' is no path to mount a file at")]
    [InlineData("[[files]]\nguest_path = '/a/'\nraw_value = ''", "2:14: '/a/' is no path to mount a file at")]
    [InlineData("[[files]]\nguest_path = \"/a\\nb\"\nraw_value = ''", "2:14: '/a?b' is no path to mount a file at")]
    [InlineData("[[files]]\nguest_path = '/a'\nraw_value = ''\n[[files]]\nguest_path = '/a'\nraw_value = ''", "5:14: a second file at /a")]
    [InlineData("[[files]]\nguest_path = '/a'\nraw_value = ''\n[[files]]\nguest_path = '/a/b/c'\nraw_value = ''", "5:14: /a is a file already, so nothing can be below it")]
    [InlineData("[processes]\napp = \"'x\"", "2:7: a quotation is not closed")]
    [InlineData("[processes]\napp = ['x']", "2:7: a process is a list, not a text")]
    public void A_mistake_is_named_with_its_place(string text, string expected) => Assert.Equal($"fly.toml:{expected}", Planning.Mistake(text, File));

    [Fact]
    public void Only_bounds_the_files_too()
    {
        RunRequest request = new(Configuration: "[[files]]\nguest_path = '/a'\nsecret_name = 'S'\n", FileName: File, Accepts: [RunParts.Files], Only: ["A"]);
        Assert.Equal("fly.toml:3:15: this uses S, which --only leaves out", Planning.Refusal(() => Planning.Plan(Planning.VaultWith("S", "A"), request)).Message);
    }
}
