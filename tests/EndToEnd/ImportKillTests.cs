using System.Globalization;
using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>The daemon is killed while an import goes on: all of its secrets are there, or none.</summary>
public sealed class ImportKillTests : IDisposable
{
    private const int Count = 1000;
    private readonly SecretsHome _home = new();
    private readonly byte[] _key = RandomBytes.New(32);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_import_killed_at_any_moment_is_done_or_not_done()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "4", CultureInfo.InvariantCulture);
        using (KilledDaemon daemon = new(_home))
        using (DaemonClient client = _home.Connect())
        {
            await client.InitAsync(new InitRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
            await ImportAsync(client, 0);
        }
        int now = 0;
        for (int round = 1; round <= rounds; round++)
        {
            using (KilledDaemon daemon = new(_home))
            using (DaemonClient client = _home.Connect())
            {
                Task import = Task.Run(() => ImportAsync(client, round));
                // By turns: while values are prepared or written, and in the moment in which they reach the disk.
                if (round % 2 == 0)
                    await Task.WhenAny(import, Task.Delay(Random.Shared.Next(250)));
                else
                    daemon.WaitForWrite(() => import.IsCompleted);
                daemon.Kill();
                await Task.WhenAny(import).WaitAsync(Bounded.Default);
                if (import.IsCompletedSuccessfully)
                    now = round;
            }
            using (KilledDaemon daemon = new(_home))
            using (DaemonClient client = _home.Connect())
            {
                int found = await FoundAsync(client);
                Assert.True(found == round || (found == now && now != round), $"round {round}: {found}, was {now}");
                now = found;
            }
        }
    }

    private static async Task ImportAsync(DaemonClient client, int number)
    {
        string text = string.Concat(Enumerable.Range(0, Count).Select(i => $"N{i}={number}\n"));
        using ImportRequest request = new(SecretValue.FromText(text), "dotenv", null, null, ImportConflict.Replace);
        await client.ImportAsync(request, CancellationToken.None);
    }

    /// <summary>The number that every value is.</summary>
    private async Task<int> FoundAsync(DaemonClient client)
    {
        await client.UnlockAsync(new UnlockRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
        using GetReply reply = await client.GetAsync(new GetRequest([.. Enumerable.Range(0, Count).Select(i => $"N{i}")]), CancellationToken.None);
        return int.Parse(Assert.Single(reply.Secrets.Select(secret => Encoding.ASCII.GetString(secret.Value.Span)).Distinct()), CultureInfo.InvariantCulture);
    }
}
