using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>The daemon is killed while a backup takes a vault's place: there is the one vault or the other, whole, with its own device key.</summary>
public sealed class RestoreKillTests : IDisposable
{
    private readonly SecretsHome _home = new();
    private readonly SecretsHome _other = new();
    private readonly byte[] _key = RandomBytes.New(32);

    public void Dispose()
    {
        _home.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_restore_killed_at_any_moment_is_done_or_not_done()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "4");
        string[] files = [await MakeAsync(_home, "one"), await MakeAsync(_other, "two")];
        string now = "one";
        for (int round = 0; round < rounds; round++)
        {
            string wanted = now == "one" ? "two" : "one";
            using (KilledDaemon daemon = new(_home))
            using (DaemonClient client = _home.Connect())
            {
                Task restore = Task.Run(() => client.RestoreAsync(Request(files[wanted == "one" ? 0 : 1]), CancellationToken.None));
                string copy = _home.Paths.Database + ".restored";
                Bounded.Until(() => restore.IsCompleted || File.Exists(copy), "the restore began");
                // By turns: while it is checked, and while it takes its place.
                if (round % 2 == 0)
                    await Task.WhenAny(restore, Task.Delay(Random.Shared.Next(60)));
                else
                    Bounded.Until(() => restore.IsCompleted || File.Exists(_home.Paths.DeviceKey + ".restored"), "the vault is replaced");
                daemon.Kill();
                await Task.WhenAny(restore).WaitAsync(Bounded.Default);
                if (restore.IsCompletedSuccessfully)
                    now = wanted;
            }
            using (KilledDaemon daemon = new(_home))
            using (DaemonClient client = _home.Connect())
            {
                await client.UnlockAsync(new UnlockRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
                using GetReply reply = await client.GetAsync(new GetRequest(["NAME"]), CancellationToken.None);
                string found = Encoding.ASCII.GetString(reply.Secrets.Single().Value.Span);
                Assert.True(found == wanted || (found == now && now != wanted), $"round {round}: {found}, was {now}, wanted {wanted}");
                Assert.Empty((await client.CheckAsync(CancellationToken.None)).Damaged);
                now = found;
            }
        }
    }

    private RestoreRequest Request(string file) => new(file, new KeyProof(KeySource.KeyFile, new SecretValue(_key)), Replace: true);

    /// <summary>A vault that this value tells from others, and its backup.</summary>
    private async Task<string> MakeAsync(SecretsHome home, string value)
    {
        string file = Path.Combine(home.Folder, "backup");
        using KilledDaemon daemon = new(home);
        using DaemonClient client = home.Connect();
        await client.InitAsync(new InitRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
        using SetRequest set = new([new SetEntry("NAME", SecretValue.FromText(value))]);
        await client.SetAsync(set, CancellationToken.None);
        await client.BackupAsync(new BackupRequest(file), CancellationToken.None);
        return file;
    }
}
