using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>The daemon dies without a warning, again and again, while several clients write.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Writers = 3, Kill = 9;
    private readonly SecretsHome _home = new();
    private readonly byte[] _key = RandomBytes.New(32);
    private readonly int[] _acknowledged = new int[Writers];

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_daemon_killed_at_any_moment_loses_no_acknowledged_write()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "8");
        using (NativeProcess daemon = StartDaemon())
        using (DaemonClient client = _home.Connect())
            await client.InitAsync(new InitRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
        for (int round = 0; round < rounds; round++)
        {
            using NativeProcess daemon = StartDaemon();
            await VerifyAsync();
            await KillInTheMiddleAsync(daemon, after: 3 + (round * 11 % 50));
        }
        using (StartDaemon())
            await VerifyAsync();
        Assert.DoesNotContain(0, _acknowledged);
    }

    private async Task KillInTheMiddleAsync(NativeProcess daemon, int after)
    {
        using CountdownEvent enough = new(after);
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(() => Write(writer, enough), TaskCreationOptions.LongRunning))];
        try
        {
            Assert.True(enough.Wait(Bounded.Default), "the writers are too slow");
        }
        finally
        {
            daemon.Send(Kill);
            await Task.WhenAll(writers).WaitAsync(Bounded.Default);
        }
    }

    /// <summary>Sets a pair of names to a growing number until the daemon is gone. Every third time it also reads, which writes to the audit log.</summary>
    private void Write(int writer, CountdownEvent enough)
    {
        try
        {
            using DaemonClient client = _home.Connect();
            for (int number = _acknowledged[writer] + 1; ; number++)
            {
                // The daemon may have committed what it could not acknowledge any more: then the same number is written once again.
                client.SetAsync(new SetRequest([Entry($"left{writer}", number), Entry($"right{writer}", number)]), CancellationToken.None).GetAwaiter().GetResult();
                _acknowledged[writer] = number;
                if (number % 3 == 0)
                    client.GetAsync(new GetRequest([$"left{writer}"]), CancellationToken.None).GetAwaiter().GetResult().Dispose();
                if (!enough.IsSet)
                    TrySignal(enough);
            }
        }
        catch (SecretsException gone) when (gone.Code == ErrorCode.Unreachable)
        {
            // As planned.
        }
    }

    private static void TrySignal(CountdownEvent enough)
    {
        try
        {
            enough.Signal();
        }
        catch (InvalidOperationException)
        {
            // Another writer's signal was the last one.
        }
    }

    private async Task VerifyAsync()
    {
        using DaemonClient client = _home.Connect();
        await UnlockAsync(client);
        IReadOnlyList<SecretEntry> entries = (await client.ListAsync(new ListRequest(), CancellationToken.None)).Secrets;
        for (int writer = 0; writer < Writers; writer++)
        {
            if (_acknowledged[writer] == 0 && !entries.Any(entry => entry.Name == $"left{writer}"))
                continue;
            using GetReply pair = await client.GetAsync(new GetRequest([$"left{writer}", $"right{writer}"]), CancellationToken.None);
            int[] numbers = [.. pair.Secrets.Select(secret => int.Parse(Encoding.ASCII.GetString(secret.Value.Span)))];
            Assert.Equal(numbers[0], numbers[1]);
            Assert.InRange(numbers[0], _acknowledged[writer], _acknowledged[writer] + 1);
        }
    }

    /// <summary>Starts a daemon of this test's own, which dies with it; Dispose kills it.</summary>
    private NativeProcess StartDaemon()
    {
        NativeProcess daemon = NativeProcess.Start(new Launched(Programs.Daemon, []) { Environment = _home.Environment() });
        Bounded.Until(IsServing, "the daemon serves");
        return daemon;
    }

    private bool IsServing()
    {
        using IDisposable? pipe = new Connector(_home.Paths, Programs.Daemon).TryConnect();
        return pipe is not null;
    }

    private Task UnlockAsync(DaemonClient client) => client.UnlockAsync(new UnlockRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);

    private static SetEntry Entry(string name, int number) => new(name, SecretValue.FromText($"{number}"));
}
