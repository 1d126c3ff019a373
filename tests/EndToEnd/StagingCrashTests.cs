using Secrets.Daemon.Crypto;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>The daemon dies without a warning, again and again, while what is staged is deployed and undone: each is done or not done.</summary>
public sealed class StagingCrashTests : IDisposable
{
    private const int Kill = 9;
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];
    private readonly SecretsHome _home = new();
    private readonly byte[] _key = RandomBytes.New(32);

    /// <summary>The number that every live value is known to be, and the one that a call under way may make of it.</summary>
    private int _live, _next;

    private int _highest, _deploys;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_deploy_or_an_undo_killed_at_any_moment_is_done_or_not_done()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "6");
        using (NativeProcess daemon = StartDaemon())
        {
            using DaemonClient client = _home.Connect();
            await client.InitAsync(new InitRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
            await SetAsync(client, 1, stage: false);
            _live = _next = _highest = 1;
        }
        for (int round = 0; round < rounds; round++)
        {
            using NativeProcess daemon = StartDaemon();
            await VerifyAsync();
            await KillInTheMiddleAsync(daemon, after: 2 + (round * 7 % 23));
        }
        using (StartDaemon())
            await VerifyAsync();
        Assert.NotEqual(0, _deploys);
    }

    private async Task KillInTheMiddleAsync(NativeProcess daemon, int after)
    {
        using CountdownEvent enough = new(after);
        Task writer = Task.Factory.StartNew(() => DeployForever(enough), TaskCreationOptions.LongRunning);
        try
        {
            Assert.True(enough.Wait(TimeSpan.FromSeconds(60)), "the deploys are too slow");
        }
        finally
        {
            daemon.Send(Kill);
            await writer.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Stages, deploys, undoes and redoes until the daemon is gone.</summary>
    private void DeployForever(CountdownEvent enough)
    {
        try
        {
            using DaemonClient client = _home.Connect();
            while (true)
            {
                Do(_live, () => SetAsync(client, _highest + 1, stage: true));
                Do(_highest + 1, () => client.DeployAsync(new StagingRequest(), CancellationToken.None));
                int before = _live - 1;
                _highest = _live;
                _deploys++;
                if (_highest % 2 == 0)
                    continue;
                Do(before, () => client.UndoAsync(new UndoRequest(), CancellationToken.None));
                Do(_highest, () => client.UndoAsync(new UndoRequest(), CancellationToken.None));
            }
        }
        catch (SecretsException gone) when (gone.Code == ErrorCode.Unreachable)
        {
            // As planned.
        }

        void Do(int next, Func<Task> call)
        {
            _next = next;
            call().GetAwaiter().GetResult();
            _live = next;
            if (!enough.IsSet)
                enough.Signal();
        }
    }

    private async Task VerifyAsync()
    {
        using DaemonClient client = _home.Connect();
        await client.UnlockAsync(new UnlockRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
        using GetReply values = await client.GetAsync(new GetRequest(Names), CancellationToken.None);
        int number = Assert.Single(values.Secrets.Select(secret => int.Parse(System.Text.Encoding.ASCII.GetString(secret.Value.Span))).Distinct());
        Assert.Contains(number, new[] { _live, _next });
        // All of them are staged, or none is.
        _ = Assert.Single((await client.ListAsync(new ListRequest(), CancellationToken.None)).Secrets.Select(secret => secret.Status).Distinct());
        // The next round begins from something known: nothing staged, and one number more than any before.
        await client.DiscardAsync(new StagingRequest(), CancellationToken.None);
        _highest = Math.Max(Math.Max(_live, _next), _highest) + 1;
        await SetAsync(client, _highest, stage: false);
        _live = _next = _highest;
    }

    private static Task SetAsync(DaemonClient client, int number, bool stage) => client.SetAsync(
        new SetRequest([.. Names.Select(name => new SetEntry(name, SecretValue.FromText($"{number}")))], Stage: stage), CancellationToken.None);

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
}
