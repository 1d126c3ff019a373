using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>A vault with something of everything in it, its backup, and a look at all that a vault holds.</summary>
public abstract class BackupRig : IAsyncLifetime
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("st-").FullName;
    private protected TestVault Test { get; private set; } = null!;

    private protected string File1 => Path.Combine(Folder, "one.backup");

    public async Task InitializeAsync()
    {
        Test = await TestVault.UnlockedAsync();
        for (int i = 0; i < 20; i++)
            await Test.SetAsync($"name_{i % 10}", $"value {i}");
        await Test.DeleteAsync("name_9");
        await Test.SetAsync("staged", "not yet", stage: true);
    }

    public Task DisposeAsync()
    {
        Test.Dispose();
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private protected Task<BackupReply> BackupAsync(bool force = false) => Test.Vault.Keeping.BackupAsync(new BackupRequest(File1, force), TestVault.Caller, CancellationToken.None);

    private protected async Task<BackupReply> RestoreAsync(TestVault vault, byte[] key, bool replace = false, string? file = null)
    {
        using RestoreRequest request = new(file ?? File1, new KeyProof(KeySource.KeyFile, new SecretValue(key)), replace);
        Task<BackupReply> restore = vault.Vault.Keeping.RestoreAsync(request, TestVault.Caller, CancellationToken.None);
        // The clock stands still: a delay after a wrong key passes when it is moved.
        while (!restore.IsCompleted && await Task.WhenAny(restore, Task.Delay(20)) != restore)
            vault.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return await restore.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>All that people can see of a vault: entries with digests and times, every version's record, values, the keyslots.</summary>
    private protected static async Task<string> ContentAsync(TestVault vault)
    {
        StringBuilder content = new();
        foreach (SecretEntry entry in await vault.ListAsync())
        {
            content.AppendLine($"{entry}");
            if (!vault.Vault.State.Locked && entry.Status != "staged")
                content.AppendLine(await vault.GetAsync(entry.Name));
        }
        vault.Inside.Store.Read(transaction =>
        {
            foreach (var project in transaction.Projects())
            {
                foreach (var environment in transaction.Environments(project.Id))
                {
                    foreach (var secret in transaction.Secrets(environment.Id).OrderBy(found => found.Secret.Id))
                    {
                        foreach (var version in transaction.History(secret.Secret.Id))
                            content.AppendLine($"{version.Id} {version.Number} {version.Kind} {version.CreatedAt:O} {Convert.ToHexString(version.Digest ?? [])} {Convert.ToHexString(version.CiphertextTag)}");
                    }
                }
            }
            foreach (var slot in transaction.Keyslots())
                content.AppendLine($"{slot.Id} {slot.Source} {Convert.ToHexString(slot.Body)}");
            foreach (var row in transaction.AuditFrom(0, int.MaxValue))
                content.AppendLine($"{row.Sequence} {Convert.ToHexString(row.Chain)}");
            return true;
        });
        return content.ToString();
    }
}
