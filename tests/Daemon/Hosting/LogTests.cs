using Microsoft.Extensions.Logging;
using Secrets.Daemon.Hosting;
using Xunit;

namespace Secrets.Tests.Daemon.Hosting;

public sealed class LogTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("st-").FullName;

    private string Log => Path.Combine(_home, "log");

    [Fact]
    public void A_line_goes_to_the_file_with_its_time_and_to_the_console_with_its_priority()
    {
        List<string> console = [];
        using (LogFile file = new(Log))
            new LineLogger("Secrets.Daemon.Rpc.PipeServer", file, console.Add, TimeProvider.System).LogWarning("a {Thing} happened", "thing");

        Assert.Equal(["<4>PipeServer: a thing happened\n"], console);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warning PipeServer: a thing happened\n$", File.ReadAllText(Log));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    [Theory]
    [InlineData(LogLevel.Critical, "<2>")]
    [InlineData(LogLevel.Error, "<3>")]
    [InlineData(LogLevel.Warning, "<4>")]
    [InlineData(LogLevel.Information, "<6>")]
    public void Priorities_are_those_of_systemd(LogLevel level, string prefix)
    {
        List<string> console = [];
        using LogFile file = new(Log);
        new LineLogger("X", file, console.Add, TimeProvider.System).Log(level, "text");

        Assert.StartsWith(prefix, console[0]);
    }

    [Fact]
    public void An_exception_shows_its_kind_and_place_and_never_its_message()
    {
        using (LogFile file = new(Log))
        {
            try
            {
                throw new FormatException("canary-1", new InvalidOperationException("canary-2"));
            }
            catch (FormatException exception)
            {
                new LineLogger("X", file, null, TimeProvider.System).LogError(exception, "it failed");
            }
        }

        string line = Assert.Single(File.ReadAllLines(Log));
        Assert.Contains("FormatException", line);
        Assert.Contains("InvalidOperationException", line);
        Assert.Contains(nameof(An_exception_shows_its_kind_and_place_and_never_its_message), line);
        Assert.DoesNotContain("canary", line);
    }

    [Fact]
    public void What_a_client_sends_cannot_forge_a_line()
    {
        using (LogFile file = new(Log))
            new LineLogger("X", file, null, TimeProvider.System).LogInformation("client {Name}", "a\n2026-01-01 error X: forged\u001b[2J");

        Assert.Single(File.ReadAllLines(Log));
        Assert.DoesNotContain('\u001b', File.ReadAllText(Log));
    }

    [Fact]
    public void A_full_log_is_put_aside_and_only_one_is_kept()
    {
        using LogFile file = new(Log, limit: 1000);
        for (int i = 0; i < 100; i++)
            file.Append($"line {i:000} {new string('x', 40)}\n");

        Assert.InRange(new FileInfo(Log).Length, 1, 1000);
        Assert.InRange(new FileInfo(Log + ".1").Length, 900, 1000);
        Assert.Contains("line 099", File.ReadAllText(Log));
        Assert.Equal(2, Directory.GetFiles(_home).Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
