using System.Text.Json.Nodes;
using Secrets.Daemon.Rpc;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

public sealed class DaemonLifeTests : IDisposable
{
    private readonly SecretsHome _home = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_in_order(string signal)
    {
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);

        daemon.Signal(signal);

        Assert.Equal(0, await daemon.ExitAsync());
        Assert.False(File.Exists(daemon.Pipe));
        Assert.Contains("stopped", daemon.Log);
    }

    [Fact]
    public async Task Daemon_stop_answers_locks_and_ends_it()
    {
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);
        using RawClient subscriber = daemon.Connect();
        await subscriber.CallAsync("subscribe", "{}");
        await daemon.CallAsync("vault.init", KeyFile);
        Assert.Equal("""{"jsonrpc":"2.0","method":"lockChanged","params":{"locked":false}}""", await subscriber.ReadAsync());

        Assert.Equal("""{"jsonrpc":"2.0","result":null,"id":1}""", (await daemon.CallAsync("daemon.stop", "{}")).ToJsonString());

        Assert.Null(await subscriber.ReadAsync());
        Assert.Equal(0, await daemon.ExitAsync());
        Assert.False(File.Exists(daemon.Pipe));
    }

    [Fact]
    public async Task A_second_daemon_ends_with_code_6_and_says_why_and_the_first_goes_on()
    {
        using DaemonProcess first = await DaemonProcess.StartAsync(_home);

        using DaemonProcess second = DaemonProcess.Launch(_home);

        Assert.Equal(6, await second.ExitAsync());
        await Eventually.TrueAsync(() => second.Error.Contains("hint", StringComparison.Ordinal));
        Assert.Contains($"secretsd: error: another secretsd serves this vault already\nsecretsd: hint: it is process {first.Pid}\n", second.Error);
        Assert.Equal(first.Pid, (int)(await first.CallAsync("vault.status", "{}"))["result"]!["pid"]!);
    }

    [Fact]
    public async Task What_a_killed_daemon_leaves_is_no_obstacle()
    {
        using (DaemonProcess killed = await DaemonProcess.StartAsync(_home))
        {
            killed.Signal("KILL");
            await killed.ExitAsync();
            Assert.True(File.Exists(killed.Pipe));
        }

        using DaemonProcess next = await DaemonProcess.StartAsync(_home);

        Assert.Equal(next.Pid, (int)(await next.CallAsync("vault.status", "{}"))["result"]!["pid"]!);
    }

    [Theory]
    [InlineData("a regular file")]
    [InlineData("a directory")]
    [InlineData("a link")]
    public async Task Something_else_in_the_pipes_place_is_an_error_and_is_left(string what)
    {
        string pipe = DaemonProcess.PipeOf(_home);
        MakePrivate(Path.GetDirectoryName(pipe)!);
        if (what == "a regular file")
            await File.WriteAllTextAsync(pipe, "precious");
        else if (what == "a directory")
            Directory.CreateDirectory(pipe);
        else
            File.CreateSymbolicLink(pipe, "/nowhere");

        using DaemonProcess daemon = DaemonProcess.Launch(_home);
        Assert.Equal(1, await daemon.ExitAsync());
        await Eventually.TrueAsync(() => daemon.Error.Contains("hint", StringComparison.Ordinal));
        Assert.Contains($"is taken by {what}\n", daemon.Error);
        Finished finished = _home.RunProgram(Programs.Daemon, "--background");
        Assert.Equal(1, finished.ExitCode);
        Assert.Contains($"is taken by {what}\n", finished.Error);

        if (what == "a regular file")
            Assert.Equal("precious", await File.ReadAllTextAsync(pipe));
        else if (what == "a directory")
            Directory.Delete(pipe);
        else
            Assert.Equal("/nowhere", new FileInfo(pipe).LinkTarget);
        File.Delete(pipe);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("data")]
    [InlineData("state")]
    public async Task A_directory_that_is_open_to_others_is_an_error(string name)
    {
        string directory = Path.Combine(_home.Folder, name);
        MakePrivate(directory);
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherRead);

        using DaemonProcess daemon = DaemonProcess.Launch(_home);

        Assert.Equal(1, await daemon.ExitAsync());
        await Eventually.TrueAsync(() => daemon.Error.Contains($"hint: chmod 700 {directory}", StringComparison.Ordinal));
    }

    [Fact]
    public void It_tells_its_usage_and_its_release_and_refuses_what_it_does_not_know()
    {
        Assert.StartsWith("Usage: secretsd", _home.RunProgram(Programs.Daemon, "--help").Text);
        Assert.Matches(@"^secretsd \d+\.\d+\.\d+\n$", _home.RunProgram(Programs.Daemon, "--version").Text);
        Finished finished = _home.RunProgram(Programs.Daemon, "--frobnicate");
        Assert.Equal((2, "", "secretsd: error: unknown arguments\nsecretsd: hint: secretsd --help\n"), (finished.ExitCode, finished.Text, finished.Error));
    }

    [Fact]
    public async Task What_lies_on_the_disk_is_for_its_owner_alone()
    {
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);
        await daemon.CallAsync("vault.init", KeyFile);

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        string[] everything = [.. Directory.EnumerateFileSystemEntries(_home.Folder, "*", SearchOption.AllDirectories)];
        Assert.Contains(daemon.Pipe, everything);
        Assert.All(everything, path => Assert.True((File.GetUnixFileMode(path) & others) == 0, path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(daemon.Pipe));
    }

    [Fact]
    public async Task While_locked_every_method_works_without_a_key_or_answers_code_4()
    {
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);
        Assert.Null((await daemon.CallAsync("vault.init", KeyFile))["error"]);
        Assert.Null((await daemon.CallAsync("secret.set", """{"secrets":[{"name":"a","value":"v"}]}"""))["error"]);
        Assert.Null((await daemon.CallAsync("vault.lock", "{}"))["error"]);

        await using TestServer table = await TestServer.StartAsync();
        // In an order that keeps the vault locked and the daemon there until all were asked.
        foreach (Method method in table.Table.All.OrderBy(method => method.Name switch { "project.create" or "environment.create" => 1, "secret.delete" => 2, "secret.undo" => 3, "vault.unlock" => 4, "daemon.stop" => 5, _ => 0 }))
        {
            JsonNode reply = await daemon.CallAsync(method.Name, Sample(method.Name));
            int code = (int?)reply["error"]?["code"] ?? 0;
            // There is a vault already: a second one is refused without a key, too.
            // So are the deletions of what is the last of its kind.
            int expected = method.LockNeed == LockNeed.Unlocked ? 4 : method.Name is "vault.init" or "project.delete" or "environment.delete" ? 6 : 0;
            // A sample is missing here: whether it needs a key is looked at before its parameters are.
            bool fits = code == expected || (code == -32602 && method.LockNeed != LockNeed.Unlocked);
            Assert.True(fits, $"{method.Name} answered {code}, not {expected}");
        }
        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Theory]
    [InlineData("run/lock")]
    [InlineData("state/secretsd.log")]
    public async Task A_directory_in_a_files_place_is_an_error_that_says_so(string name)
    {
        MakePrivate(Path.GetDirectoryName(Path.Combine(_home.Folder, name))!);
        Directory.CreateDirectory(Path.Combine(_home.Folder, name));

        using DaemonProcess daemon = DaemonProcess.Launch(_home);

        Assert.Equal(1, await daemon.ExitAsync());
        await Eventually.TrueAsync(() => daemon.Error.Contains($"{name} cannot be opened\nsecretsd: hint: ", StringComparison.Ordinal));
    }

    public void Dispose() => _home.Dispose();

    /// <summary>Fast, unlike a passphrase.</summary>
    private static string KeyFile => $$"""{"source":"keyFile","key":"{{new string('k', 64)}}"}""";

    private static string Sample(string method) => method switch
    {
        "hello" => """{"protocol":1}""",
        "vault.init" or "vault.unlock" => KeyFile,
        "project.create" => """{"name":"p"}""",
        "project.rename" => """{"name":"default","to":"default"}""",
        "environment.create" => """{"name":"e"}""",
        "environment.rename" => """{"name":"default","to":"default"}""",
        "environment.inherit" => """{"name":"default"}""",
        // The last ones, which stay.
        "project.delete" or "environment.delete" => """{"name":"default"}""",
        "secret.rollback" => """{"name":"a","to":1}""",
        "secret.explain" or "secret.history" or "secret.describe" => """{"name":"a"}""",
        "secret.set" => """{"secrets":[{"name":"b","value":"v"}]}""",
        "secret.import" => """{"text":"c=v"}""",
        "secret.get" or "secret.delete" => """{"names":["a"]}""",
        _ => "{}",
    };

    private static void MakePrivate(string path) =>
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
