using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Files;

/// <summary>Files in a run's own folder: in memory, for the user alone, and gone with the run.</summary>
public sealed class RunFolderTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public RunFolderTests() => Assert.Equal(0, _home.Run("set", "text=v").ExitCode);

    public void Dispose() => _home.Dispose();

    /// <summary>Where the files of this home's runs lie.</summary>
    private string[] Left => [.. _home.Paths.RunFolders(NativeLibc.EffectiveUser()).Where(Directory.Exists).SelectMany(Directory.GetFileSystemEntries)];

    [Fact]
    public void A_file_is_in_memory_private_and_exact_and_can_be_read_again()
    {
        Assert.Equal(0, _home.RunWith([0, 1, 0xff, 10], "set", "binary=-").ExitCode);
        const string Script = "cd $SECRETS_DIR && stat -c '%a %n' . binary sub sub/b && stat -f -c %T . && od -An -tx1 binary && cat sub/b sub/b | od -An -tx1 && echo [$binary] [$text]";
        Finished finished = _home.Run("run", "--file", "binary", "--file", "binary=sub/b", "--", "sh", "-c", Script);
        Assert.Equal("700 .\n400 binary\n700 sub\n400 sub/b\ntmpfs\n 00 01 ff 0a\n 00 01 ff 0a 00 01 ff 0a\n[] [v]\n", finished.Text);
        Assert.Equal(("", 0), (finished.Error, finished.ExitCode));
    }

    [Fact]
    public void It_is_gone_when_the_run_ends_however_that_comes()
    {
        foreach ((string script, int code) in (ReadOnlySpan<(string, int)>)
        [
            ("true", 0),
            ("exit 3", 3),
            ("kill -TERM $$", 143),
            ("kill -KILL $$", 137),
            ("mkdir $SECRETS_DIR/closed; touch $SECRETS_DIR/closed/x; chmod 0 $SECRETS_DIR/closed", 0),
            ("cd $SECRETS_DIR; rm -f text; ln -s /etc/hostname text", 0),
        ])
        {
            Assert.Equal(code, _home.Run("run", "--file", "text", "--", "sh", "-c", $"test -d $SECRETS_DIR && {{ {script}; }}").ExitCode);
            Bounded.Until(() => Left.Length == 0, "the run's folder is gone");
        }
        Assert.True(File.Exists("/etc/hostname"));
        // One that never began.
        Assert.Equal(127, _home.Run("run", "--file", "text", "--", "no-such-program").ExitCode);
        Bounded.Until(() => Left.Length == 0, "the run's folder is gone");
    }

    [Fact]
    public void It_goes_without_the_daemon_too()
    {
        using NativeProcess run = Start();
        _home.StopDaemon();
        Assert.True(File.Exists(Assert.Single(Left) + "/files/text"));
        run.Send(9);
        Assert.Equal(9, run.Wait().Signal);
        Bounded.Until(() => Left.Length == 0, "the run's folder is gone");
    }

    [Fact]
    public void The_guardian_is_nobodys_child_holds_nothing_and_outlives_the_whole_group()
    {
        using NativeProcess run = Start();
        string run0 = Path.GetFileName(Assert.Single(Left));
        int guardian = Guardian(run0);
        Assert.DoesNotContain(File.ReadLines($"/proc/{guardian}/status"), line => line == $"PPid:\t{run.Id}");
        Bounded.Until(() => File.ReadAllText($"/proc/{guardian}/cmdline").Contains("__guard\0", StringComparison.Ordinal) && Ignores(guardian, 15), "the guardian is ready");
        string environment = File.ReadAllText($"/proc/{guardian}/environ");
        Assert.DoesNotContain("SECRETS_HOME", environment, StringComparison.Ordinal);
        foreach (int signal in (int[])[1, 2, 3, 15])
            Assert.Equal(0, NativeLibc.Kill(guardian, signal));
        run.Send(15);
        Assert.Equal(15, run.Wait().Signal);
        Bounded.Until(() => Left.Length == 0, "the run's folder is gone");
        Bounded.Until(() => !Directory.Exists($"/proc/{guardian}") || State(guardian) == 'Z', "the guardian ended");
    }

    [Fact]
    public void What_was_left_is_swept_when_the_daemon_starts_and_when_a_run_does()
    {
        using NativeProcess run = Start();
        string alive = Assert.Single(Left);
        string place = Path.GetDirectoryName(alive)!;
        // As a run leaves it that was killed together with its guardian: of a process that is gone, or of an earlier one of the same id.
        string dead = Path.Combine(place, "999999999-1"), before = Path.Combine(place, $"{run.Id}-1");
        foreach (int round in (int[])[1, 2])
        {
            foreach (string folder in (string[])[dead, before])
                File.WriteAllText(Directory.CreateDirectory(folder).FullName + "/text", "v");
            _home.StopDaemon();
            Assert.Equal(0, round == 1 ? _home.Run("list").ExitCode : _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
            if (round == 2)
                Assert.Equal(0, _home.Run("run", "--file", "text", "--", "true").ExitCode);
            Bounded.Until(() => Left is [var only] && only == alive, "only the folder of the run that goes on is there");
        }
        Assert.True(File.Exists(alive + "/files/text"));
    }

    [Fact]
    public void A_folder_that_somebody_else_could_have_made_is_refused()
    {
        string place = _home.Paths.RunFolders(NativeLibc.EffectiveUser())[1];
        string target = Directory.CreateDirectory(Path.Combine(_home.Folder, "target")).FullName;
        File.CreateSymbolicLink(place, target);
        try
        {
            Finished finished = _home.Run("run", "--file", "text", "--", "true");
            Assert.Equal(125, finished.ExitCode);
            Assert.Contains("is no directory", finished.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(target));
        }
        finally
        {
            File.Delete(place);
        }
    }

    [Fact]
    public void A_path_that_leads_elsewhere_is_refused_before_anything_starts()
    {
        foreach ((string message, string[] files) in (ReadOnlySpan<(string, string[])>)
        [
            ("no path for a file", ["text=../x"]),
            ("no path for a file", ["text=a//b"]),
            ("no path for a file", ["text=a/./b"]),
            ("no path for a file", ["text="]),
            ("no path for a file", ["text=a\nb"]),
            ("no secret named other", ["other"]),
            ("no secret name", ["a/b=x"]),
            ("cannot be files at both", ["text=a", "text=a/b"]),
            ("twice", ["text=a", "other=a"]),
        ])
        {
            Finished finished = _home.Run(["run", .. files.SelectMany(file => (string[])["--file", file]), "--", "touch", "started"]);
            Assert.Equal(125, finished.ExitCode);
            Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(Path.Combine(_home.Folder, "started")));
        Assert.Empty(Left);
    }

    /// <summary>A run with a file, which waits until it is killed.</summary>
    private NativeProcess Start()
    {
        NativeProcess run = NativeProcess.Start(_home.Command("run", "--file", "text", "--", "sh", "-c", "cat $SECRETS_DIR/text; exec sleep 600"));
        run.WaitFor("v");
        return run;
    }

    private static int Guardian(string name) => Directory.GetDirectories("/proc").Select(Path.GetFileName)
        .Where(id => int.TryParse(id, out _)).Select(id => int.Parse(id!))
        .Single(id => CommandLine(id) is var line && line.Contains("__guard", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal));

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static bool Ignores(int process, int signal) => Convert.ToUInt64(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("SigIgn", StringComparison.Ordinal))[8..], 16) >> (signal - 1) % 64 is var bits && (bits & 1) == 1;

    private static char State(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("State", StringComparison.Ordinal))[7];
        }
        catch (IOException)
        {
            return 'Z';
        }
    }
}
