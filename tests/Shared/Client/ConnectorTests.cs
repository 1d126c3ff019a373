using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.Shared.Client;

public sealed class ConnectorTests
{
    [Fact]
    public void Fifty_clients_at_once_start_one_daemon()
    {
        using SecretsHome home = new();
        string script = Script(home, $"echo started >>\"{home.Folder}/starts\"; exec \"{Programs.Daemon}\" \"$@\"");
        int[] daemons = AtOnce(50, () =>
        {
            using DaemonClient client = new(new DirectChannel(new Connector(home.Paths, script).Connect()));
            return client.StatusAsync(default).GetAwaiter().GetResult().Pid;
        });
        Assert.Single(daemons.Distinct());
        Assert.Single(File.ReadLines(home.Folder + "/starts"));
    }

    [Fact]
    public void Fifty_commands_at_once_start_one_daemon()
    {
        using SecretsHome home = new();
        NativeProcess[] commands = [.. Enumerable.Range(0, 50).Select(_ => NativeProcess.Start(home.Command("status", "--json")))];
        Finished[] finished = [.. commands.Select(command => command.Wait())];
        Assert.All(finished, command => Assert.Equal((0, ""), (command.ExitCode, command.Error)));
        Assert.Single(finished.Select(command => JsonNode.Parse(command.Output)!["pid"]!.GetValue<int>()).Distinct());
        Array.ForEach(commands, command => command.Dispose());
    }

    [Fact]
    public void A_daemon_that_was_killed_is_started_again_in_spite_of_its_stale_pipe()
    {
        using SecretsHome home = new();
        int first = Pid(home);
        using (Process daemon = Process.GetProcessById(first))
        {
            daemon.Kill();
            Assert.True(daemon.WaitForExit(Bounded.Default));
        }
        Assert.True(File.Exists(home.Paths.Pipe));
        Assert.NotEqual(first, Pid(home));
    }

    [Fact]
    public void A_pipe_that_nobody_serves_means_that_no_daemon_runs()
    {
        using SecretsHome home = new();
        PrivateDirectory.Ensure(home.Paths.Runtime);
        Assert.Null(new Connector(home.Paths).TryConnect());
        using (Socket stale = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            stale.Bind(new UnixDomainSocketEndPoint(home.Paths.Pipe));
        Assert.Null(new Connector(home.Paths).TryConnect());
    }

    [Fact]
    public void A_daemon_that_is_not_installed_is_named()
    {
        using SecretsHome home = new();
        SecretsException exception = Assert.Throws<SecretsException>(() => new Connector(home.Paths, home.Folder + "/secretsd").Connect());
        Assert.Equal(ErrorCode.Unreachable, exception.Code);
        Assert.Contains(home.Folder + "/secretsd", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_daemon_that_fails_to_start_is_told_at_once_with_its_log()
    {
        using SecretsHome home = new();
        long began = Stopwatch.GetTimestamp();
        SecretsException exception = Assert.Throws<SecretsException>(() => new Connector(home.Paths, Script(home, "exit 6")).Connect());
        Assert.Equal((ErrorCode.Unreachable, "the daemon could not be started"), (exception.Code, exception.Message));
        Assert.Contains(home.Paths.Log, exception.Hint, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_daemon_that_does_not_come_up_is_not_waited_for_endlessly()
    {
        using SecretsHome home = new();
        SecretsException exception = Assert.Throws<SecretsException>(
            () => new Connector(home.Paths, Script(home, "exit 0")) { StartTimeout = TimeSpan.FromMilliseconds(100) }.Connect());
        Assert.Equal((ErrorCode.Unreachable, "the daemon does not come up"), (exception.Code, exception.Message));
    }

    [Fact]
    public void When_the_first_starter_fails_the_next_client_tries_itself()
    {
        using SecretsHome home = new();
        // Whoever comes first takes half a second to fail; the others wait for it, and then it is their turn.
        string script = Script(home, $"if mkdir \"{home.Folder}/first\" 2>/dev/null; then sleep 0.5; exit 1; fi; exec \"{Programs.Daemon}\" \"$@\"");
        bool[] connected = AtOnce(5, () =>
        {
            try
            {
                using UnixPipeStream pipe = new Connector(home.Paths, script).Connect();
                return true;
            }
            catch (SecretsException)
            {
                return false;
            }
        });
        Assert.Single(connected, result => !result);
    }

    [Fact]
    public void The_daemon_gets_nothing_of_its_starter_that_it_must_not_have()
    {
        using SecretsHome home = new();
        using FileStream inherited = new(Path.Combine(home.Folder, "inherited"), FileMode.Create);
        int leaked = NativeLibc.Duplicate((int)inherited.SafeFileHandle.DangerousGetHandle());
        try
        {
            string report = Path.Combine(home.Folder, "report");
            string script = Script(home, $"{{ env; ls -l /proc/self/fd; echo \"arguments: $*\"; }} >\"{report}\"; exit 1");
            Assert.Throws<SecretsException>(() => new Connector(home.Paths, script).Connect());
            string[] lines = File.ReadAllLines(report);
            Assert.Contains("SECRETS_HOME=" + home.Folder, lines);
            Assert.Contains("arguments: --background", lines);
            // Set in the environment of every test run by the test platform or the shell, and none of a daemon's business.
            Assert.DoesNotContain(lines, line => line.StartsWith("DOTNET_CLI", StringComparison.Ordinal) || line.StartsWith("VSTEST", StringComparison.Ordinal));
            Assert.All(
                lines.Where(line => line.Contains('=', StringComparison.Ordinal) && !line.Contains("->", StringComparison.Ordinal)),
                line => Assert.Matches("^(SECRETS_HOME|HOME|USER|LOGNAME|PATH|LANG|TZ|TMPDIR|XDG_[A-Z]+_[A-Z]+|DBUS_SESSION_BUS_ADDRESS|DOTNET_ROOT|LC_[A-Z]+|PWD|SHLVL|OLDPWD|_)=", line));
            if (OperatingSystem.IsLinux())
                Assert.DoesNotContain(lines, line => line.Contains("inherited", StringComparison.Ordinal));
        }
        finally
        {
            _ = NativeLibc.Close(leaked);
        }
    }

    [Fact]
    public void The_daemon_is_no_child_of_its_starter()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using SecretsHome home = new();
        string[] stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Pid(home)}/stat")).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (string parent, string session) = (stat[1], stat[3]);
        Assert.NotEqual(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), parent);
        Assert.Equal(Pid(home).ToString(CultureInfo.InvariantCulture), session);
    }

    [Fact]
    public void A_runtime_directory_that_others_may_enter_is_refused()
    {
        using SecretsHome home = new();
        Directory.CreateDirectory(home.Paths.Runtime);
        File.SetUnixFileMode(home.Paths.Runtime, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        SecretsException exception = Assert.Throws<SecretsException>(home.Connect);
        Assert.Equal($"chmod 700 {home.Paths.Runtime}", exception.Hint);
    }

    [Fact]
    public void A_runtime_directory_that_is_a_link_or_a_file_is_refused()
    {
        using SecretsHome home = new();
        Directory.CreateDirectory(home.Folder + "/elsewhere");
        File.CreateSymbolicLink(home.Paths.Runtime, home.Folder + "/elsewhere");
        Assert.Throws<SecretsException>(home.Connect);
        Assert.Empty(Directory.GetFileSystemEntries(home.Folder + "/elsewhere"));
        File.Delete(home.Paths.Runtime);
        File.WriteAllText(home.Paths.Runtime, "");
        Assert.Throws<SecretsException>(home.Connect);
        File.Delete(home.Paths.Runtime);
    }

    private static int Pid(SecretsHome home)
    {
        using DaemonClient client = home.Connect();
        return client.StatusAsync(default).GetAwaiter().GetResult().Pid;
    }

    private static string Script(SecretsHome home, string body)
    {
        string path = Path.Combine(home.Folder, "fake");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static T[] AtOnce<T>(int count, Func<T> action)
    {
        using Barrier barrier = new(count);
        T[] results = new T[count];
        Exception?[] failures = new Exception?[count];
        Thread[] threads =
        [
            .. Enumerable.Range(0, count).Select(i => new Thread(() =>
            {
                barrier.SignalAndWait();
                try
                {
                    results[i] = action();
                }
                catch (Exception exception)
                {
                    failures[i] = exception;
                }
            }))
        ];
        Array.ForEach(threads, thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(Bounded.Default)));
        Assert.All(failures, Assert.Null);
        return results;
    }
}
