using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>Runs that are looked after: <c>run --detach</c>, <c>ps</c>, <c>logs</c>, <c>stop</c>, <c>restart</c>.</summary>
public sealed class DetachedRunTests : IDisposable
{
    /// <summary>Says what it got, once for each start, and that there is no other one; ends when it is told to.</summary>
    private const string Server =
        "exec 9>only; flock -n 9 || echo TWO >>wrong; echo \"start $TOKEN.\"; printf '%s\\n' \"$TOKEN\" >>got; trap 'exit 0' TERM; while :; do sleep 0.02; done";

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "4");

    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public DetachedRunTests() => Set("TOKEN=first-value");

    public void Dispose()
    {
        foreach (JsonNode? run in Ps())
            _home.Run("stop", run!["id"]!.ToString());
        _home.Dispose();
    }

    [LinuxFact]
    public void A_change_starts_it_anew_and_a_staged_one_only_when_it_is_deployed()
    {
        Finished started = Detach("--name", "web");
        Assert.Equal((0, "1 web\n"), (started.ExitCode, started.Text));
        WaitForStarts("first-value");
        Set("TOKEN=second-value");
        WaitForStarts("first-value", "second-value");
        Assert.Equal(0, _home.Run("set", "-q", "--stage", "TOKEN=third-value").ExitCode);
        Set("OTHER=unused-by-it");
        // --only leaves the other one out, so that neither starts it anew; the deployment does, and what was done wrong before would show.
        Assert.Equal(0, _home.Run("deploy", "-q").ExitCode);
        WaitForStarts("first-value", "second-value", "third-value");
        WaitForStatus("web", "running");
        Assert.Equal(2, (int)Run("web")["restarts"]!);
        Assert.Equal(1, (int)Run("web")["secrets"]!);

        Finished log = _home.Run("logs", "web");
        Assert.Equal(3, log.Text.Split("start ***.\n").Length - 1);
        Assert.DoesNotContain("-value", log.Text, StringComparison.Ordinal);
        string folder = Path.Combine(_home.Paths.Runs, "1");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "log")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));

        Assert.Equal(0, _home.Run("restart", "-q", "web").ExitCode);
        WaitForStarts("first-value", "second-value", "third-value", "third-value");
        Assert.Equal(0, _home.Run("stop", "-q", "web").ExitCode);
        Assert.Empty(Ps());
        Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")));
        Assert.Equal(6, _home.Run("restart", "web").ExitCode);
    }

    [LinuxFact]
    public void While_the_vault_is_locked_it_goes_on_and_waits_for_the_new_value()
    {
        Detach();
        WaitForStarts("first-value");
        int process = (int)Run("sh")["pid"]!;
        Assert.Equal(0, _home.Run("lock", "-q").ExitCode);
        Set("TOKEN=second-value");
        WaitForStatus("sh", "waiting");
        Assert.Equal(process, (int)Run("sh")["pid"]!);
        Assert.Equal(0, _home.Run("unlock", "-q", "--key-file", _home.KeyFile).ExitCode);
        WaitForStarts("first-value", "second-value");
    }

    [LinuxFact]
    public void What_cannot_be_started_is_told_at_once_and_leaves_nothing()
    {
        Finished missing = _home.Run("run", "-d", "--only", "NO_SUCH", "--", "true");
        Assert.Equal(125, missing.ExitCode);
        Assert.Contains("NO_SUCH", missing.Error, StringComparison.Ordinal);
        Assert.Equal(127, _home.Run("run", "-d", "--", "no-such-program").ExitCode);
        Assert.Equal(125, _home.Run("run", "-d", "--restart", "sometimes", "--", "true").ExitCode);
        Assert.Empty(Directory.GetDirectories(_home.Paths.Runs));
        Assert.Equal(3, _home.Run("logs", "nothing").ExitCode);
    }

    [LinuxFact]
    public void A_failure_starts_it_again_and_a_success_ends_it()
    {
        Finished started = _home.Run("run", "-d", "--restart", "on-failure", "--name", "job", "--", "sh", "-c", "[ -f second ] && exit 0; touch second; exit 3");
        Assert.Equal(0, started.ExitCode);
        Bounded.Until(() => Run("job")["status"]!.ToString() == "ended", "it ended");
        Assert.Equal((0, 1), ((int)Run("job")["exitCode"]!, (int)Run("job")["restarts"]!));
    }

    [LinuxFact]
    public void Stop_ends_all_of_its_processes()
    {
        // One in the background, one in a session of its own.
        _home.Run("run", "-d", "--name", "tree", "--", "sh", "-c", "sleep 600 & echo $! >one; setsid sh -c 'echo $$ >two; exec sleep 600' & wait");
        int[] processes = [PidIn("one"), PidIn("two"), (int)Run("tree")["pid"]!, (int)Run("tree")["supervisor"]!];
        Assert.Equal(0, _home.Run("stop", "-q", "tree").ExitCode);
        Assert.All(processes, process => Assert.False(IsRunning(process)));
    }

    [LinuxFact]
    public void A_killed_supervisor_leaves_a_lost_run_that_can_be_ended()
    {
        // One in its session, and one that made a session of its own.
        _home.Run("run", "-d", "--name", "web", "--", "sh", "-c", "sleep 600 & echo $! >one; setsid sh -c 'echo $$ >two; exec sleep 600' & wait");
        int left = PidIn("one"), away = PidIn("two");
        int program = (int)Run("web")["pid"]!;
        NativeLibc.Kill((int)Run("web")["supervisor"]!, 9);
        WaitForStatus("web", "lost");
        Bounded.Until(() => !IsRunning(program), "the program was killed with it");
        Assert.True(IsRunning(left));
        Assert.Contains("2 of its processes", Run("web")["note"]!.ToString(), StringComparison.Ordinal);
        // Nobody has its environment any more.
        Finished again = _home.Run("restart", "web");
        Assert.Equal(6, again.ExitCode);
        Assert.Contains("does not run any more", again.Error, StringComparison.Ordinal);
        Assert.True(IsRunning(left));
        Assert.Equal(0, _home.Run("stop", "-q", "web").ExitCode);
        Bounded.Until(() => !IsRunning(left) && !IsRunning(away), "what was left is gone");
        Assert.Empty(Ps());
    }

    [LinuxFact]
    public void Whoever_is_killed_there_are_never_two_and_the_last_value_wins()
    {
        Detach("--name", "web", "--restart", "always");
        Random random = new(7);
        for (int round = 0; round < Kills; round++)
        {
            string value = $"value-number-{round}";
            if (random.Next(2) == 0)
                KillDaemon();
            else if ((int?)Run("web")["pid"] is { } process)
                NativeLibc.Kill(process, 9);
            Assert.Equal(0, _home.Run("unlock", "-q", "--key-file", _home.KeyFile).ExitCode);
            Set($"TOKEN={value}");
            Bounded.Until(() => Starts() is [.., var last] && last == value, $"it has {value}", TimeSpan.FromSeconds(60));
        }
        Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")));
        int supervisor = (int)Run("web")["supervisor"]!;
        Assert.DoesNotContain(Directory.GetDirectories("/proc"), folder => IsZombieOf(folder, supervisor));
    }

    [LinuxFact]
    public void In_the_foreground_watch_starts_it_anew_and_ends_as_it_ends()
    {
        using NativeProcess process = NativeProcess.Start(_home.Command("run", "-q", "--watch", "--", "sh", "-c", Server.Replace("exit 0", "exit 7", StringComparison.Ordinal)));
        WaitForStarts("first-value");
        Set("TOKEN=second-value");
        WaitForStarts("first-value", "second-value");
        process.Send(15);
        Finished finished = process.Wait();
        Assert.Equal((7, "start first-value.\nstart second-value.\n"), (finished.ExitCode, finished.Text));
        Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")));
    }

    [LinuxFact]
    public void Who_ends_a_watched_run_while_its_program_is_being_replaced_ends_all_of_it()
    {
        using NativeProcess process = NativeProcess.Start(_home.Command(
            "run", "-q", "--watch", "--", "sh", "-c", "echo \"$TOKEN\" >>got; trap 'echo told >>told' TERM; while [ ! -e die ]; do sleep 0.02; done; exit 3"));
        WaitForStarts("first-value");
        Set("TOKEN=second-value");
        string told = Path.Combine(_home.Folder, "told");
        Bounded.Until(() => File.Exists(told) && File.ReadAllLines(told).Length == 1, "it was told to end");
        process.Send(15);
        Bounded.Until(() => File.ReadAllLines(told).Length == 2, "it got the signal, too");
        File.WriteAllText(Path.Combine(_home.Folder, "die"), "");
        Assert.Equal(3, process.Wait().ExitCode);
        Assert.Equal(["first-value"], Starts());
    }

    /// <summary>A client that connects while the daemon dies would rightly be told that the connection broke.</summary>
    private void KillDaemon()
    {
        int daemon = DaemonId();
        NativeLibc.Kill(daemon, 9);
        Bounded.Until(() => !File.Exists($"/proc/{daemon}/exe"), "the daemon is gone");
    }

    private Finished Detach(params string[] options) => _home.Run(["run", "-d", "--only", "TOKEN", .. options, "--", "sh", "-c", Server]);

    private void Set(string assignment) => Assert.Equal(0, _home.Run("set", "-q", assignment).ExitCode);

    private JsonArray Ps(params string[] options) => JsonNode.Parse(_home.Run(["ps", "--json", .. options]).Text)!.AsArray();

    private JsonNode Run(string name) => Ps("--all").Last(run => run!["name"]!.ToString() == name)!;

    private void WaitForStatus(string name, string status) => Bounded.Until(() => Run(name)["status"]!.ToString() == status, $"{name} is {status}");

    private string[] Starts()
    {
        string file = Path.Combine(_home.Folder, "got");
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    private void WaitForStarts(params string[] values) => Bounded.Until(() => Starts().SequenceEqual(values), "it was started with " + string.Join(", ", values));

    private int PidIn(string file)
    {
        string path = Path.Combine(_home.Folder, file);
        Bounded.Until(() => File.Exists(path) && File.ReadAllText(path).EndsWith('\n'), $"{file} is there");
        return int.Parse(File.ReadAllText(path));
    }

    private int DaemonId() => (int)JsonNode.Parse(_home.Run("daemon", "status", "--json").Text)!["pid"]!;

    private static bool IsRunning(int process) => Status(process) is { } fields && fields[0] != "Z";

    private static bool IsZombieOf(string folder, int parent) =>
        int.TryParse(Path.GetFileName(folder), out int process) && Status(process) is { } fields && fields[0] == "Z" && int.Parse(fields[1]) == parent;

    private static string[]? Status(int process)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
