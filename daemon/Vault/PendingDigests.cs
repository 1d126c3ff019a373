using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Computes, after an unlock, the digests of what was written while the vault was locked.</summary>
internal sealed class PendingDigests(KeyHolder keys)
{
    private const int PageSize = 64;

    private Task _rest = Task.CompletedTask;

    /// <summary>
    /// Computes the first page before it completes, so that whoever unlocks and lists sees no digest pending, and a long rest in the background.
    /// </summary>
    public async Task StartAsync(OpenVault vault)
    {
        try
        {
            await _rest.ConfigureAwait(false);
            if (await PageAsync(vault, 0).ConfigureAwait(false) is { } last)
                _rest = Task.Run(() => ComputeRestAsync(vault, last));
        }
        catch (SecretsException)
        {
            // Locked again meanwhile, or nothing could be written: the digests stay pending, and the vault is open all the same.
        }
    }

    /// <summary>Waits for the background; it ends soon once the keys are wiped.</summary>
    public void Wait() => _rest.GetAwaiter().GetResult();

    private async Task ComputeRestAsync(OpenVault vault, long last)
    {
        try
        {
            for (long? after = last; after is { } id;)
                after = await PageAsync(vault, id).ConfigureAwait(false);
        }
        catch (SecretsException)
        {
            // As above.
        }
    }

    /// <summary>Computes the digests of the next page of versions and returns the last one's id, or null when there are no more.</summary>
    private async Task<long?> PageAsync(OpenVault vault, long afterId)
    {
        IReadOnlyList<VersionRecord> page = vault.Store.Read(transaction => transaction.PendingDigests(afterId, PageSize));
        if (page.Count == 0)
            return null;
        List<VersionRecord> computed = [];
        foreach (VersionRecord version in page)
        {
            if (Compute(vault, version) is { } digest)
                computed.Add(version with { Digest = digest });
        }
        await vault.Store.WriteAsync(transaction =>
        {
            foreach (VersionRecord version in computed)
            {
                // It may have been changed or computed since.
                if (transaction.Version(version.SecretId, version.Number) is { Digest: null } current && current.Revision == version.Revision)
                    transaction.Update(version);
            }
            return true;
        }).ConfigureAwait(false);
        return page[^1].Id;
    }

    /// <summary>Null for a value that does not open: it stays pending, and whoever reads it is told.</summary>
    private byte[]? Compute(OpenVault vault, VersionRecord version)
    {
        try
        {
            (EnvironmentRecord environment, StoredValue stored) = vault.Store.Read(transaction =>
            {
                SecretRecord secret = transaction.Secret(version.SecretId) ?? throw Damage.Of("a secret");
                EnvironmentRecord environment = transaction.Environment(secret.EnvironmentId) ?? throw Damage.Of("an environment");
                return (environment, new StoredValue(secret, version, transaction.Ciphertext(version)));
            });
            return keys.Use(ring =>
            {
                using SecretValue value = ValueOpener.Open(ring, vault, environment, stored);
                return ring.Digest(environment.ProjectId, value.Span);
            });
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Damaged)
        {
            return null;
        }
    }
}
