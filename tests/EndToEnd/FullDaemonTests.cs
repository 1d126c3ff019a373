using Secrets.Tests.Daemon.Rpc;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>What people see of the daemon's 64 places: nothing while commands come and go, and a reason where somebody keeps them all.</summary>
public sealed class FullDaemonTests : IDisposable
{
    private readonly SecretsHome _home = new SecretsHome().Initialize();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void More_commands_at_once_than_there_are_places_are_all_done()
    {
        const int Commands = 80;

        NativeProcess[] commands = [.. Enumerable.Range(0, Commands).Select(i => NativeProcess.Start(_home.Command("set", $"NAME_{i}=value {i}")))];

        Assert.All(commands, command =>
        {
            using (command)
                Assert.Equal((0, ""), (command.Wait().ExitCode, command.Wait().Error));
        });
        Assert.Equal(Commands, _home.Run("list", "--json").Text.Split("\"name\"").Length - 1);
    }

    [Fact]
    public void Where_all_places_stay_taken_a_command_says_so_and_by_whom()
    {
        Assert.Equal(0, _home.Run("set", "NAME=value").ExitCode);
        List<RawClient> idle = [.. Enumerable.Range(0, 64).Select(_ => new RawClient(_home.Paths.Pipe))];
        try
        {
            Finished refused = _home.Run("get", "NAME");

            Assert.Equal(7, refused.ExitCode);
            Assert.Equal("", refused.Text);
            Assert.Equal($"secrets: error: all 64 connections of the daemon are in use\nsecrets: hint: process {Environment.ProcessId} has 64 of them\n", refused.Error);
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
        Assert.Equal("value", _home.Run("get", "NAME").Text);
    }
}
