using System.Diagnostics;
using System.Text.Json.Nodes;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

/// <summary>What a supervisor promises beyond starting and stopping: which changes matter, how it ends a program, what its log keeps, who finds it again.</summary>
public sealed class SupervisionTests : IDisposable
{
    /// <summary>Writes down each start's value, and one that is not alone.</summary>
    private const string Recorder = "exec 9>only-$NAME; flock -n 9 || echo TWO >>wrong; echo \"$VALUE\" >>got-$NAME; trap 'exit 0' TERM; while :; do sleep 0.02; done";

    private readonly SecretsHome _home = new SecretsHome().Initialize();
    private readonly DetachedRuns _runs;

    public SupervisionTests() => _runs = new DetachedRuns(_home);

    public void Dispose()
    {
        _runs.Dispose();
        _home.Dispose();
    }

    [LinuxFact]
    public void A_change_reaches_the_runs_that_use_the_secret_and_no_other()
    {
        _runs.Set("one=1");
        _runs.Set("two=1");
        File.WriteAllText(Path.Combine(_home.Folder, "third.dstack.yml"), "type: task\nenv:\n  - VALUE=${{ secrets.one }}\n  - NAME=third\n");
        _runs.Start("first", "NAME=first; " + Recorder, "--only", "one", "--as", "VALUE=one");
        _runs.Start("second", "NAME=second; " + Recorder, "--only", "two", "--as", "VALUE=two");
        _runs.Start("third", Recorder, "-f", "third.dstack.yml");
        // All of the scope's: a secret that is new is a change as well.
        _runs.Start("fourth", "NAME=fourth; VALUE=$one$two$three; " + Recorder);
        Expect(["1"], ["1"], ["1"], ["11"]);
        _runs.Set("two=2");
        Expect(["1"], ["1", "2"], ["1"], ["11", "12"]);
        _runs.Set("three=3");
        Expect(["1"], ["1", "2"], ["1"], ["11", "12", "123"]);
        _runs.Set("one=4", "--stage");
        _runs.Set("two=4", "--stage");
        _runs.Set("three=5");
        Expect(["1"], ["1", "2"], ["1"], ["11", "12", "123", "125"]);
        Assert.Equal(0, _home.Run("deploy", "-q").ExitCode);
        Expect(["1", "4"], ["1", "2", "4"], ["1", "4"], ["11", "12", "123", "125", "445"]);
        Assert.Equal(["1", "2", "1", "4"], ((string[])["first", "second", "third", "fourth"]).Select(name => _runs.Find(name)["restarts"]!.ToString()));
        Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")));
    }

    [LinuxFact]
    public void Who_does_not_heed_TERM_is_killed_after_ten_seconds_and_only_then_is_the_next_one_started()
    {
        _runs.Set("one=1");
        const string Deaf = "exec 9>only-$NAME; flock -n 9 || echo TWO >>wrong; echo \"$one\" >>got-$NAME; trap 'echo told >>told-$NAME' TERM; while :; do sleep 0.02; done";
        foreach (string name in (string[])["stopped", "changed"])
            _runs.Start(name, $"NAME={name}; {Deaf}");
        _runs.WaitForLines("got-changed", "1");
        _runs.WaitForLines("got-stopped", "1");
        long began = Stopwatch.GetTimestamp();
        using NativeProcess stop = NativeProcess.Start(_home.Command("stop", "-q", "stopped"));
        _runs.Set("one=2");
        _runs.WaitForLines("told-stopped", "told");
        _runs.WaitForLines("told-changed", "told");
        _runs.WaitForLines("got-changed", "1", "2");
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 10, 20);
        Assert.Equal(0, stop.Wait().ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 10, 20);
        Assert.Equal(137, (int)_runs.Find("stopped")["exitCode"]!);
        // Told once, and then no longer asked.
        Assert.Equal(["told"], _runs.Lines("told-changed"));
        Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")));
        NativeLibc.Kill((int)_runs.Find("changed")["pid"]!, 9);
    }

    [LinuxFact]
    public void A_daemon_that_ends_or_is_killed_takes_no_run_with_it_and_the_next_one_finds_it()
    {
        _runs.Set("one=1");
        _runs.Start("web", "NAME=web; VALUE=$one; " + Recorder);
        JsonNode before = _runs.Find("web");
        foreach (bool killed in (bool[])[false, true])
        {
            if (killed)
                _runs.KillDaemon();
            else
                _home.StopDaemon();
            // Without a daemon, too, it is listed and can be read.
            Assert.Equal(("running", before["pid"]!.ToString()), (_runs.Find("web")["status"]!.ToString(), _runs.Find("web")["pid"]!.ToString()));
            Assert.Equal(0, _home.Run("unlock", "-q", "--key-file", _home.KeyFile).ExitCode);
            Assert.Equal(before["pid"]!.ToString(), _runs.Find("web")["pid"]!.ToString());
        }
        _runs.Set("one=2");
        _runs.WaitForLines("got-web", "1", "2");
        Assert.Equal(0, _home.Run("restart", "-q", "web").ExitCode);
        _runs.WaitForLines("got-web", "1", "2", "2");
        Assert.False(File.Exists(Path.Combine(_home.Folder, "wrong")));
    }

    [LinuxFact]
    public void A_log_is_followed_until_the_run_is_over()
    {
        _runs.Set("token=hunter22");
        _runs.Start("web", "echo first $token; while [ ! -e go ]; do sleep 0.02; done; echo second $token >&2; while [ ! -e end ]; do sleep 0.02; done; printf 'no line end'");
        using NativeProcess follow = NativeProcess.Start(_home.Command("logs", "-f", "web"));
        follow.WaitFor("first ***\n");
        _runs.Touch("go");
        follow.WaitFor("second ***\n");
        Assert.Equal("first ***\nsecond ***\n", _home.Run("logs", "web").Text);
        _runs.Touch("end");
        Finished finished = follow.Wait();
        Assert.Equal((0, "first ***\nsecond ***\nno line end", ""), (finished.ExitCode, finished.Text, finished.Error));
        // Over, and still there to be read.
        Assert.Equal(finished.Text, _home.Run("logs", "-f", "web").Text);
    }

    [LinuxFact]
    public void Whoever_reads_a_log_no_more_ends_without_a_word()
    {
        _runs.Start("web", "while :; do echo line; sleep 0.01; done");
        Finished finished = NativeProcess.Run(new Launched("/bin/sh", Launched.Bytes(["-c", "\"$0\" logs -f web | head -n 1", Programs.Secrets])) { Environment = _home.Environment(), Folder = _home.Folder });
        Assert.Equal((0, "line\n", ""), (finished.ExitCode, finished.Text, finished.Error));
    }

    [LinuxFact]
    public void A_log_keeps_two_files_of_4_MiB_and_a_follower_misses_nothing()
    {
        const int Lines = 120_000, Width = 100;
        // 12 MB in pieces, so that a follower that looks ten times a second can keep up.
        _runs.Start("talk", "while [ ! -e go ]; do sleep 0.02; done; i=0; while [ $i -lt 24 ]; do seq -f '%099.0f' $((i * 5000)) $((i * 5000 + 4999)); i=$((i + 1)); sleep 0.15; done");
        using NativeProcess follow = NativeProcess.Start(_home.Command("logs", "-f", "talk"));
        _runs.Touch("go");
        string[] followed = follow.Wait().Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, Lines), followed.Select(int.Parse));

        string folder = Path.Combine(_home.Paths.Runs, _runs.Find("talk")["id"]!.ToString());
        const long Largest = 4 << 20, Piece = 1 << 16;
        Assert.Equal(["log", "log.1"], Directory.GetFiles(folder, "log*").Select(Path.GetFileName).Order());
        Assert.InRange(new FileInfo(Path.Combine(folder, "log.1")).Length, Largest, Largest + Piece);
        Assert.InRange(new FileInfo(Path.Combine(folder, "log")).Length, 1, Largest);
        string kept = _home.Run("logs", "talk").Text;
        Assert.True(kept.Length > Largest);
        // The end of it, without a gap; the first line may have lost its beginning.
        Assert.Equal(string.Concat(Enumerable.Range(0, Lines).Skip(Lines - (kept.Length / Width)).Select(i => $"{i:D99}\n")), kept[(kept.Length % Width)..]);
    }

    private void Expect(params string[][] values)
    {
        string[] names = ["first", "second", "third", "fourth"];
        for (int i = 0; i < names.Length; i++)
            _runs.WaitForLines($"got-{names[i]}", values[i]);
        Bounded.Until(() => names.All(name => _runs.Find(name)["status"]!.ToString() == "running"), "all run");
    }
}
