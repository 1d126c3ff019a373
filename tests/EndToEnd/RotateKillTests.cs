using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>The daemon is killed while keys are rotated: the vault opens, nothing is lost, and the next unlock goes on.</summary>
public sealed class RotateKillTests : IDisposable
{
    private const int Count = 200;
    private readonly SecretsHome _home = new();
    private readonly byte[] _key = RandomBytes.New(32);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_rotation_killed_at_any_moment_loses_nothing_and_goes_on()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "3");
        using (KilledDaemon daemon = new(_home))
        using (DaemonClient client = _home.Connect())
        {
            await client.InitAsync(new InitRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
            using SetRequest set = new([.. Enumerable.Range(0, Count).Select(i => new SetEntry($"n{i}", SecretValue.FromText($"value {i}")))]);
            await client.SetAsync(set, CancellationToken.None);
        }
        for (int round = 0; round < rounds; round++)
        {
            using KilledDaemon daemon = new(_home);
            using DaemonClient client = _home.Connect();
            // What the kill before interrupted goes on in the background meanwhile.
            await VerifyAsync(client);
            using DaemonClient rotating = _home.Connect();
            Task rotation = Task.Run(() => rotating.RotateAsync(new RotateRequest(All: round % 3 != 0), CancellationToken.None));
            daemon.WaitForWrite(() => rotation.IsCompleted);
            Thread.Sleep(Random.Shared.Next(round % 2 == 0 ? 5 : 120));
            daemon.Kill();
            await Task.WhenAny(rotation).WaitAsync(Bounded.Default);
        }
        using (KilledDaemon daemon = new(_home))
        using (DaemonClient client = _home.Connect())
        {
            await VerifyAsync(client);
            // Finishes what is left, and does it all once more.
            RotateReply reply = await client.RotateAsync(new RotateRequest(All: true), CancellationToken.None);
            Assert.Equal(new RotateReply(1, Count), reply);
            await VerifyAsync(client);
        }
    }

    private async Task VerifyAsync(DaemonClient client)
    {
        await client.UnlockAsync(new UnlockRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
        using GetReply reply = await client.GetAsync(new GetRequest([.. Enumerable.Range(0, Count).Select(i => $"n{i}")]), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"value {i}"), reply.Secrets.Select(secret => Encoding.ASCII.GetString(secret.Value.Span)));
        Assert.Empty((await client.CheckAsync(CancellationToken.None)).Damaged);
    }
}
