using System.Diagnostics;
using System.Text.Json.Nodes;
using Secrets.Shared.Client;
using Secrets.Tests.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Secrets.Tests.EndToEnd.Files;

/// <summary>
/// The client, the program, the daemon or a helper of ours is killed at any moment, in every way to run something with files: a second after
/// the run's end no value is left and no process, there was never a second program, and nothing waits to be collected.
/// SECRETS_TEST_KILLS says how often.
/// </summary>
public sealed class KillTests : IDisposable
{
    /// <summary>The lock tells of a second program that runs beside the first.</summary>
    // 1 is the lock that another has; a flock that was killed says something else.
    private const string Script = "exec 9>only; flock -n 9; test $? != 1 || echo TWO >>wrong; cat $SECRETS_DIR/text; exec sleep 600";

    private static readonly string[] Options = ["", "--mask", "--watch", "--mask --watch", "--detach", "terminal --mask", "terminal --watch"];

    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly HomeProcesses _processes;
    private readonly ITestOutputHelper _output;
    private readonly Random _random = new(20261125);
    private TimeSpan _longest;

    public KillTests(ITestOutputHelper output)
    {
        _output = output;
        _processes = new HomeProcesses(_home);
        Assert.Equal(0, _home.Run("set", "text=v").ExitCode);
    }

    public void Dispose() => _home.Dispose();

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? (Programs.AreNative ? "14" : "7"));

    private IEnumerable<string> Folders => _home.Paths.RunFolders(NativeLibc.EffectiveUser()).Where(Directory.Exists);

    private bool HasFiles => Folders.Any(folder => FilesIn(folder).Length > 0);

    [LinuxFact]
    public void Nothing_is_left_a_second_later()
    {
        Dictionary<string, int> killed = [];
        for (int round = 0; round < Rounds; round++)
        {
            string way = Options[round % Options.Length];
            string[] files = Programs.Find("bwrap") is not null && round / Options.Length % 2 == 1 ? ["--file", "text", "--file", "text=/secrets-test/text"] : ["--file", "text"];
            string[] options = [.. way.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "terminal"), .. files];
            Launched command = _home.Command(["run", .. options, "--", "sh", "-c", Script]);
            using NativeProcess run = way.StartsWith("terminal", StringComparison.Ordinal) ? NativeProcess.StartOnTerminal(command) : NativeProcess.Start(command);
            // From before the client has read its arguments to long after the program began.
            Thread.Sleep(_random.Next(Programs.AreNative ? 80 : 800));
            (int victim, string kind) = Victim(run.Id);
            killed[kind] = killed.GetValueOrDefault(kind) + 1;
            NativeLibc.Kill(victim, 9);
            if (kind == "daemon")
                Bounded.Until(() => !HomeProcesses.IsAlive(victim), "the daemon is gone");
            string name = $"round {round}, {way} {string.Join(' ', files)}, killed: {kind}";
            if (way == "--detach")
                EndDetached(run, kind, name);
            else
                End(run, kind, name);
            if (kind == "guardian")
                AssertSwept(name);
            Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")), $"a second program beside the first: {name}");
            Assert.Empty(HomeProcesses.UncollectedOf(DaemonId()));
        }
        _home.StopDaemon();
        Assert.Equal(0, _home.Run("list").ExitCode);
        Bounded.Until(() => Folders.All(folder => Directory.GetFileSystemEntries(folder).Length == 0), "the daemon swept what was left");
        _output.WriteLine($"{Rounds} kills ({string.Join(", ", killed.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}); the longest that anything stayed: {_longest.TotalMilliseconds:0} ms");
    }

    /// <summary>The tie of the program to the life of what stands beside it must survive the way into the mounts.</summary>
    [ToolFact("bwrap")]
    public void A_program_with_files_at_paths_of_their_own_ends_with_what_stands_beside_it()
    {
        foreach (string way in (string[])["--mask", "--watch", "--mask --watch", "--detach", "terminal --mask"])
        {
            string pid = Path.Combine(_home.Folder, "pid");
            File.Delete(pid);
            string[] options = [.. way.Split(' ').Where(word => word != "terminal"), "--file", "text=/secrets-test/text"];
            Launched command = _home.Command(["run", .. options, "--", "sh", "-c", "test -r /secrets-test/text && echo $$ >pid; exec sleep 600"]);
            using NativeProcess run = way.StartsWith("terminal", StringComparison.Ordinal) ? NativeProcess.StartOnTerminal(command) : NativeProcess.Start(command);
            Bounded.Until(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('\n'), $"it runs: {way}");
            int program = int.Parse(File.ReadAllText(pid));
            int beside = way == "--detach" ? (int)Assert.Single(Ps())!["supervisor"]! : run.Id;
            NativeLibc.Kill(beside, 9);
            Bounded.Until(() => !HomeProcesses.IsAlive(beside), "it was killed");
            AssertGone([program], "client", way);
            foreach (JsonNode? lost in Ps())
                Assert.Equal(0, _home.Run("stop", lost!["id"]!.ToString()).ExitCode);
        }
    }

    /// <summary>One of all the processes that there are now; half of the time the one that was started.</summary>
    private (int Process, string Kind) Victim(int started)
    {
        int[] others = [.. _processes.Living().Where(process => process != started)];
        int pick = _random.Next((2 * others.Length) + 2);
        int victim = pick < others.Length ? others[pick] : pick == others.Length ? DaemonId() : started;
        if (victim == started)
            return (victim, "client");
        string arguments = HomeProcesses.Arguments(victim);
        return (victim, pick == others.Length ? "daemon"
            // What has the client's arguments still is about to become something, and may be the guardian when it is killed.
            : arguments.Contains("__guard", StringComparison.Ordinal) || arguments == HomeProcesses.Arguments(started) ? "guardian"
            : arguments.Contains("__supervise", StringComparison.Ordinal) ? "supervisor"
            : arguments.StartsWith("sleep", StringComparison.Ordinal) || arguments.StartsWith("sh -c exec 9", StringComparison.Ordinal) ? "program"
            : "helper");
    }

    private void End(NativeProcess run, string kind, string name)
    {
        int[] all = _processes.Living();
        // Whatever was killed, the run is over now.
        run.Send(9);
        Assert.InRange(run.Wait().ExitCode, 1, 255);
        AssertGone(all, kind, name);
    }

    private void EndDetached(NativeProcess run, string kind, string name)
    {
        int[] all = _processes.Living();
        if (kind == "supervisor")
            AssertGone([.. all.Where(process => process != run.Id && !HomeProcesses.Arguments(process).Contains("--detach", StringComparison.Ordinal))], kind, name);
        run.Wait();
        // What runs on is known, and can be ended.
        Bounded.Until(() => _processes.Living().Length == 0 || Ps().Count > 0, $"nothing runs that nobody knows of: {name}");
        foreach (JsonNode? left in Ps())
            Bounded.Until(() => HomeProcesses.UncollectedOf((int)left!["supervisor"]!).Length == 0, $"its supervisor collects what ended: {name}");
        foreach (JsonNode? left in Ps())
            Assert.Equal(0, _home.Run("stop", left!["id"]!.ToString()).ExitCode);
        AssertGone([.. all, .. _processes.Living()], kind, name);
    }

    private void AssertGone(int[] processes, string kind, string name)
    {
        long ended = Stopwatch.GetTimestamp();
        TimeSpan limit = TimeSpan.FromSeconds(1) + Slowness();
        bool mayKeepFile = kind == "guardian";
        int[] left;
        while ((left = [.. processes.Where(HomeProcesses.IsAlive), .. _processes.Living()]).Length > 0 || (!mayKeepFile && HasFiles))
        {
            TimeSpan time = Stopwatch.GetElapsedTime(ended);
            Assert.True(time < limit, $"{time.TotalMilliseconds:0} ms after the end: file {HasFiles}, processes {string.Join(", ", left.Select(HomeProcesses.Arguments))}; {name}");
            Thread.Sleep(2);
        }
        if (Stopwatch.GetElapsedTime(ended) is var last && last > _longest)
            _longest = last;
    }

    /// <summary>What a machine that is busy with other things adds: ten times what it needs right now to start a program and see it end.</summary>
    private static TimeSpan Slowness()
    {
        long began = Stopwatch.GetTimestamp();
        NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", "sleep 0"])) { Environment = Launched.Bytes(["PATH=/usr/bin:/bin"]) });
        return 10 * Stopwatch.GetElapsedTime(began);
    }

    /// <summary>A guardian that was killed leaves what the next daemon removes.</summary>
    private void AssertSwept(string name)
    {
        _home.StopDaemon();
        DaemonId();
        Bounded.Until(() => !HasFiles, $"the daemon swept what was left: {name}", TimeSpan.FromSeconds(1) + Slowness());
    }

    /// <summary>The daemon's process, which is started and has an open vault afterwards.</summary>
    private int DaemonId()
    {
        using DaemonClient client = _home.Connect();
        Secrets.Shared.Contract.VaultStatus status = client.StatusAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (status.Locked)
            Assert.Equal(0, _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
        return status.Pid;
    }

    private JsonArray Ps() => JsonNode.Parse(_home.Run("ps", "--json").Text)!.AsArray();

    private static string[] FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        }
        catch (DirectoryNotFoundException)
        {
            // It went while we looked.
            return [];
        }
    }
}
