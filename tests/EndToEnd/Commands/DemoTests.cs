using System.Diagnostics;
using System.Text.Json;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd.Commands;

public sealed class DemoTests : IDisposable
{
    private readonly SecretsHome _home = new();

    public DemoTests()
    {
        // The demo's own directory is made here, so that what it leaves can be seen.
        _home.Variables["TMPDIR"] = _home.Folder;
    }

    public void Dispose() => _home.Dispose();

    private string[] Left => Directory.GetFileSystemEntries(_home.Folder, "secrets-demo-*");

    [Fact]
    public void The_demo_shows_the_main_job_and_leaves_nothing()
    {
        long began = Stopwatch.GetTimestamp();
        Finished finished = _home.Run("demo");
        Assert.Equal(0, finished.ExitCode);
        Assert.Contains("$ secrets run -f train.dstack.yml\nTraining for 3 epochs", finished.Text, StringComparison.Ordinal);
        Assert.Contains("What to do next", finished.Text, StringComparison.Ordinal);
        Assert.Empty(Left);
        // Neither a vault nor a daemon of the user's own.
        Assert.False(File.Exists(_home.Paths.Database));
        Assert.Equal(7, _home.Run("daemon", "status").ExitCode);
        if (Programs.AreNative)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_demo_that_is_killed_leaves_nothing_either()
    {
        using (NativeProcess demo = NativeProcess.Start(_home.Command("demo")))
        {
            Bounded.Until(() => Left.Length == 1 && Directory.Exists(Path.Combine(Left[0], "run")), "the demo is under way");
            demo.Send(9);
        }
        Bounded.Until(() => Left.Length == 0 && !DaemonRuns(), "all is removed");
    }

    /// <summary>A daemon of the demo has the test's temporary directory in its environment's SECRETS_HOME.</summary>
    private bool DaemonRuns() => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText($"{process}/environ").Contains($"SECRETS_HOME={_home.Folder}/", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    [Fact]
    public void The_doctor_finds_a_healthy_vault_healthy_and_names_what_is_not()
    {
        _home.Initialize();
        Finished healthy = _home.Run("doctor", "--json");
        Assert.Equal(0, healthy.ExitCode);
        using JsonDocument document = JsonDocument.Parse(healthy.Output);
        Assert.DoesNotContain(document.RootElement.EnumerateArray(), finding => finding.GetProperty("result").GetString() == "bad");

        File.SetUnixFileMode(_home.Paths.DeviceKey, (UnixFileMode)0x1a4);
        Finished ill = _home.Run("doctor");
        Assert.Equal(1, ill.ExitCode);
        Assert.Contains($"chmod 600 {_home.Paths.DeviceKey}", ill.Text, StringComparison.Ordinal);
        File.SetUnixFileMode(_home.Paths.DeviceKey, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_file_is_made_for_the_owner_alone_and_never_left_without_a_vault()
    {
        _home.Initialize();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.KeyFile));
        Assert.Equal(32, new FileInfo(_home.KeyFile).Length);
        Assert.Equal(6, _home.Run("init", "--key-file", "another").ExitCode);
        Assert.False(File.Exists(Path.Combine(_home.Folder, "another")));
    }
}
