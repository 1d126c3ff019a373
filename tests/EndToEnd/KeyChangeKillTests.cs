using Secrets.Daemon.Crypto;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;
using Secrets.Tests.Harness;
using Xunit;

namespace Secrets.Tests.EndToEnd;

/// <summary>The daemon is killed while the passphrase changes: the vault opens with the old one or with the new one, never with neither and never with both.</summary>
public sealed class KeyChangeKillTests : IDisposable
{
    private readonly SecretsHome _home = new();
    private readonly byte[] _key = RandomBytes.New(32);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_passphrase_change_killed_at_any_moment_is_done_or_not_done()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KILLS") ?? "2");
        string passphrase = "passphrase 0";
        using (KilledDaemon daemon = new(_home))
        using (DaemonClient client = _home.Connect())
        {
            await client.InitAsync(new InitRequest(KeySource.KeyFile, new SecretValue(_key)), CancellationToken.None);
            await ChangeAsync(client, passphrase);
        }
        for (int round = 1; round <= rounds; round++)
        {
            string next = $"passphrase {round}";
            using (KilledDaemon daemon = new(_home))
            using (DaemonClient client = _home.Connect())
            {
                Task change = ChangeAsync(client, next);
                // By turns: anywhere while it computes, and in the moment in which it writes.
                if (round % 2 == 0)
                    await Task.WhenAny(change, Task.Delay(Random.Shared.Next(1500)));
                else
                    daemon.WaitForWrite(() => change.IsCompleted);
                daemon.Kill();
                await Task.WhenAny(change.WaitAsync(Bounded.Default));
                if (change.IsCompletedSuccessfully)
                    passphrase = next;
                else
                    Assert.Equal(ErrorCode.Unreachable, Assert.IsType<SecretsException>(change.Exception!.InnerException).Code);
            }
            using (KilledDaemon daemon = new(_home))
            using (DaemonClient client = _home.Connect())
            {
                bool opensNew = await OpensAsync(client, next);
                bool opensOld = passphrase == next ? !opensNew : await OpensAsync(client, passphrase);
                Assert.True(opensNew != opensOld, $"round {round}: new {opensNew}, old {opensOld}");
                // What was answered is so.
                Assert.True(opensNew || passphrase != next);
                passphrase = opensNew ? next : passphrase;
            }
        }
    }

    private async Task ChangeAsync(DaemonClient client, string passphrase)
    {
        using PassphraseRequest request = new(new KeyProof(KeySource.KeyFile, new SecretValue(_key)), SecretValue.FromText(passphrase));
        await client.PassphraseAsync(request, CancellationToken.None);
    }

    private static async Task<bool> OpensAsync(DaemonClient client, string passphrase)
    {
        try
        {
            await client.UnlockAsync(new UnlockRequest(KeySource.Passphrase, SecretValue.FromText(passphrase)), CancellationToken.None);
            return true;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Refused)
        {
            return false;
        }
    }
}
