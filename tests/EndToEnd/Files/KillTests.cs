using Secrets.Shared.Client;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Files;

/// <summary>
/// The client, the program or the daemon is killed at any moment, before a file is there or after: no value stays behind.
/// SECRETS_TEST_KILLS says how often.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public KillTests() => Assert.Equal(0, _home.Run("set", "text=v").ExitCode);

    public void Dispose() => _home.Dispose();

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "4");

    private IEnumerable<string> Folders => _home.Paths.RunFolders(NativeLibc.EffectiveUser()).Where(Directory.Exists);

    private bool HasFiles => Folders.Any(folder => FilesIn(folder).Length > 0);

    [Fact]
    public void Nothing_with_a_value_is_left()
    {
        Random random = new(20261125);
        bool canMount = Programs.Find("bwrap") is not null;
        for (int round = 0; round < Rounds; round++)
        {
            string[] files = canMount && round % 2 == 1 ? ["--file", "text", "--file", "text=/secrets/text"] : ["--file", "text"];
            using NativeProcess run = NativeProcess.Start(_home.Command(["run", .. files, "--", "sh", "-c", "cat $SECRETS_DIR/text; exec sleep 600"]));
            // From before the client has read its arguments to long after it became the program.
            Thread.Sleep(random.Next(Programs.AreNative ? 60 : 400));
            bool daemonToo = random.Next(3) == 0;
            if (daemonToo)
                KillDaemon();
            int[] below = Descendants(run.Id);
            run.Send(9);
            Assert.InRange(run.Wait().ExitCode, 1, 255);
            Bounded.Until(() => !HasFiles, $"no file is left after round {round}");
            // What built the run's view must not outlive it; its guardian is nobody's child.
            Bounded.Until(() => below.All(id => !IsAlive(id)), $"no process is left after round {round}");
            if (daemonToo)
                Assert.Equal(0, _home.Run("unlock", "--key-file", _home.KeyFile).ExitCode);
        }
        _home.StopDaemon();
        Assert.Equal(0, _home.Run("list").ExitCode);
        Bounded.Until(() => Folders.All(folder => Directory.GetFileSystemEntries(folder).Length == 0), "the daemon swept what was left");
    }

    private void KillDaemon()
    {
        using DaemonClient client = _home.Connect();
        int daemon = client.StatusAsync(CancellationToken.None).GetAwaiter().GetResult().Pid;
        Assert.Equal(0, NativeLibc.Kill(daemon, 9));
        Bounded.Until(() => !IsAlive(daemon), "the daemon is gone");
    }

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

    private static int[] Descendants(int process)
    {
        try
        {
            int[] children = [.. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
            return [.. children, .. children.SelectMany(Descendants)];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Not so for one that only waits to be reaped: a container's first process may never do that.</summary>
    private static bool IsAlive(int process) => RunFolders.NameOf(process) is not null;
}
