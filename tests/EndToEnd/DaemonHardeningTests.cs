using System.Globalization;
using System.Text;
using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>What the kernel says of the process, where it has a /proc.</summary>
public sealed class DaemonHardeningTests : IDisposable
{
    private readonly SecretsHome _home = new();

    [LinuxFact]
    public async Task It_leaves_no_core_and_makes_no_file_for_others()
    {
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);

        Assert.Matches(@"Max core file size\s+0\s+0\s", await File.ReadAllTextAsync($"/proc/{daemon.Pid}/limits"));
        Assert.Equal(77, daemon.Status("Umask"));
    }

    [RootFact]
    public async Task No_process_of_the_same_user_can_look_into_it()
    {
        // As root everything is allowed and belongs to root; as somebody else, the files of a process that is not dumpable do, too.
        File.SetUnixFileMode(_home.Folder, (UnixFileMode)0x1FF);
        Dictionary<string, string> writable = new() { ["SECRETS_HOME"] = _home.Folder + "/nobody" };
        Directory.CreateDirectory(writable["SECRETS_HOME"]);
        File.SetUnixFileMode(writable["SECRETS_HOME"], (UnixFileMode)0x1FF);

        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home, writable, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

        Assert.Equal(65534, daemon.Status("Uid"));
        Assert.Equal(0u, Secrets.Daemon.Hosting.FileStatus.Of($"/proc/{daemon.Pid}/mem")!.Value.Owner);
    }

    [LinuxFact]
    public async Task Variables_that_load_foreign_code_are_gone_and_diagnostics_are_off()
    {
        Dictionary<string, string> hostile = new()
        {
            ["LD_SECRETS_TEST"] = "x",
            ["CORECLR_ENABLE_PROFILING"] = "0",
            ["DOTNET_DbgEnableMiniDump"] = "0",
            ["TMPDIR"] = _home.Folder,
        };
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home, hostile);

        string[] environment = (await File.ReadAllTextAsync($"/proc/{daemon.Pid}/environ")).Split('\0');
        if (!Programs.AreNative)
        {
            Assert.Contains("DOTNET_EnableDiagnostics=0", environment);
            Assert.DoesNotContain(environment, variable => variable.StartsWith("LD_", StringComparison.Ordinal) || variable.StartsWith("CORECLR_", StringComparison.Ordinal) || variable.StartsWith("DOTNET_Dbg", StringComparison.Ordinal));
        }
        Assert.Empty(Directory.GetFiles(_home.Folder, "*diagnostic*"));
    }

    [LinuxFact]
    public async Task In_the_background_it_is_nobodys_child_and_holds_nothing_of_its_starters()
    {
        string script = $"AWS_SECRET_ACCESS_KEY=x exec '{Programs.Daemon}' --background 9<>'{_home.Folder}'";
        await File.WriteAllTextAsync(_home.Folder + "/held", "");
        script = script.Replace($"9<>'{_home.Folder}'", $"9<>'{_home.Folder}/held'", StringComparison.Ordinal);

        // Reading its outputs to their ends ends only when nobody holds them any more.
        Finished finished = _home.RunProgram("/bin/sh", "-c", script);
        Assert.Equal((0, "", ""), (finished.ExitCode, finished.Text, finished.Error));
        string pipe = DaemonProcess.PipeOf(_home);
        await Eventually.TrueAsync(() => File.Exists(pipe) && Serves(pipe));
        int pid = await PidAsync(pipe);

        string[] stat = (await File.ReadAllTextAsync($"/proc/{pid}/stat")).Split(") ")[1].Split(' ');
        Assert.Equal(pid, int.Parse(stat[3], CultureInfo.InvariantCulture));
        Assert.NotEqual(Environment.ProcessId, int.Parse(stat[1], CultureInfo.InvariantCulture));
        if (Environment.UserName == "root")
        {
            Assert.Equal("/", new FileInfo($"/proc/{pid}/cwd").LinkTarget);
            string?[] held = [.. Directory.GetFiles($"/proc/{pid}/fd").Select(path => new FileInfo(path).LinkTarget)];
            Assert.DoesNotContain(_home.Folder + "/held", held);
            Assert.All(new[] { "0", "1", "2" }, descriptor => Assert.Equal("/dev/null", new FileInfo($"/proc/{pid}/fd/{descriptor}").LinkTarget));
            Assert.DoesNotContain("AWS_", await File.ReadAllTextAsync($"/proc/{pid}/environ", Encoding.UTF8));
        }
        using RawClient client = new(pipe);
        await client.CallAsync("daemon.stop", "{}");
        await Eventually.TrueAsync(() => !File.Exists(pipe));
    }

    [LinuxFact]
    public async Task Many_started_at_once_leave_one()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("SECRETS_TEST_STARTS"), CultureInfo.InvariantCulture, out int given) ? given : 8;

        Finished[] started = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => _home.RunProgram(Programs.Daemon, "--background"))));

        Assert.All(started, finished => Assert.Equal(0, finished.ExitCode));
        string pipe = DaemonProcess.PipeOf(_home);
        await Eventually.TrueAsync(() => File.Exists(pipe) && Serves(pipe));
        int pid = await PidAsync(pipe);
        await Eventually.TrueAsync(() => Daemons().SequenceEqual([pid]));
        using RawClient client = new(pipe);
        await client.CallAsync("daemon.stop", "{}");
        await Eventually.TrueAsync(() => Daemons().Length == 0);
    }

    [RootFact]
    public async Task When_it_is_locked_no_value_is_left_in_its_memory()
    {
        using DaemonProcess daemon = await DaemonProcess.StartAsync(_home);
        await daemon.CallAsync("vault.init", $$"""{"source":"keyFile","key":"key-6f0d {{new string('k', 64)}}"}""");
        await daemon.CallAsync("secret.set", """{"secrets":[{"name":"a","value":"canary-1 8f3a77c2e1"},{"name":"b","value":"canary-1 with\nescapes 8f3a77c2e1"}]}""");
        await daemon.CallAsync("secret.set", """[[{"name":"c","value":"canary-1 by position 8f3a77c2e1"}]]""");
        await daemon.CallAsync("secret.get", """{"names":["a","b","c"]}""");
        await daemon.CallAsync("run.plan", "{}");
        Assert.NotEqual(0, Memory.Count(daemon.Pid, "vault.status"u8) + Memory.Count(daemon.Pid, "serving"u8));

        await daemon.CallAsync("vault.lock", "{}");

        Assert.Equal(0, Memory.Count(daemon.Pid, "canary-1 "u8));
        Assert.Equal(0, Memory.Count(daemon.Pid, "key-6f0d "u8));
    }

    public void Dispose() => _home.Dispose();

    private static bool Serves(string pipe)
    {
        try
        {
            using RawClient client = new(pipe);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task<int> PidAsync(string pipe)
    {
        using RawClient client = new(pipe);
        return (int)(await client.CallAsync("vault.status", "{}"))["result"]!["pid"]!;
    }

    /// <summary>The processes of this test's home; a process that cannot be read is another's or ended.</summary>
    private int[] Daemons() =>
    [
        .. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Where(name => Read($"/proc/{name}/environ").Contains($"SECRETS_HOME={_home.Folder}", StringComparison.Ordinal)
                && Read($"/proc/{name}/comm").StartsWith("secretsd", StringComparison.Ordinal))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
    ];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
