using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>
/// Gives environments new key pairs, and the vault a new identity. The plan is one transaction: from it on everything new is sealed to the
/// new pairs, and each environment keeps its former one. Then the data keys follow, page by page, while others read and write. Killed at
/// any moment, what is left to do stands in the records, and <see cref="ResumeAsync"/> does it.
/// </summary>
/// <param name="vault">The vault.</param>
/// <param name="keys">Its keys; locked in the middle, the rest waits for the next unlock.</param>
internal sealed class Rotating(OpenVault vault, KeyHolder keys)
{
    // One sync a page. A reader may wait for the keys as long as one page takes to seal, some 20 milliseconds.
    private const int PageSize = 128;

    // What this run has moved itself need not be opened again by the walk that makes sure.
    private readonly HashSet<(long Id, long Revision)> _moved = [];

    private long _done;
    private long _total;

    /// <summary>Begins: new pairs for the environment, or for all and a new identity too.</summary>
    /// <param name="record">The entry of the audit log; its scope is the environment, or null for all of the vault.</param>
    /// <param name="renew">Takes over the vault's record after the identity was rotated.</param>
    public Task BeginAsync(Access record, Action<VaultRecord> renew) =>
        record.Scope is null ? BeginAllAsync(record, renew) : BeginOneAsync(record, record.Scope);

    /// <summary>Whether something was begun and is not done.</summary>
    public bool IsBegun => vault.Store.Read(static transaction => Environments(transaction).Any(IsPending));

    /// <summary>Does what was begun, now or before a crash.</summary>
    /// <returns>How many environments and data keys it was.</returns>
    public async Task<RotateReply> ResumeAsync(Action<long, long> progress, CancellationToken cancellationToken)
    {
        long[] pending = [.. vault.Store.Read(transaction => Environments(transaction).Where(IsPending).Select(static environment => environment.Id).ToList())];
        // Each is walked once to move its data keys, and once more to make sure.
        _total = 2 * pending.Sum(id => vault.Store.Read(transaction => (long)transaction.Secrets(id).Count));
        int moved = 0;
        foreach (long id in pending)
            moved += await FinishAsync(id, progress, cancellationToken).ConfigureAwait(false);
        return new RotateReply(pending.Length, moved);
    }

    private static bool IsPending(EnvironmentRecord environment) => environment.FormerPublicKey is not null;

    private static IEnumerable<EnvironmentRecord> Environments(ReadTransaction transaction) =>
        transaction.Projects().SelectMany(project => transaction.Environments(project.Id));

    private async Task BeginOneAsync(Access record, SecretScope scope)
    {
        long id = vault.Store.Read(transaction => ScopeRecords.Find(transaction, vault.Device, scope).Environment.Id);
        using KeyPair identity = keys.Use(ring => ring.Identity.Copy());
        await vault.Store.WriteAsync(transaction =>
        {
            EnvironmentRecord environment = transaction.Environment(id) ?? throw new SecretsException(ErrorCode.Conflict, "the environment was deleted at the same time");
            transaction.Update(WithNewPair(environment, identity.PublicKey) with { FormerSealedSecretKey = environment.SealedSecretKey });
            vault.Log.Append(transaction, record);
            return true;
        }).ConfigureAwait(false);
    }

    private async Task BeginAllAsync(Access record, Action<VaultRecord> renew)
    {
        using KeyPair next = KeyPair.Generate();
        (KeyPair identity, LockedMemory digestKey) = keys.Use(ring => (ring.Identity.Copy(), Copy(ring.DigestKey)));
        using (identity)
        using (digestKey)
        {
            // From here on both identities open records, for readers hold those from before the commit or from after it.
            keys.Exchange(new Keyring(next.Copy(), Copy(digestKey), identity.Copy()));
            try
            {
                renew(await vault.Store.WriteAsync(transaction =>
                {
                    vault.Log.Append(transaction, record);
                    return Begin(transaction, identity, digestKey, next);
                }).ConfigureAwait(false));
            }
            catch
            {
                // Not committed: the former identity is still the vault's.
                keys.Exchange(new Keyring(identity.Copy(), Copy(digestKey)));
                throw;
            }
        }
    }

    private static VaultRecord Begin(WriteTransaction transaction, KeyPair identity, LockedMemory digestKey, KeyPair next)
    {
        VaultRecord record = transaction.Vault() ?? throw Damage.Of("the vault's record");
        using LockedMemory deviceKey = new(Aead.KeyLength);
        SealedKey.Open(record.SealedDeviceKey, identity, deviceKey.Span, "the device key");
        foreach (KeyslotRecord slot in transaction.Keyslots())
            transaction.Update(slot with { Body = Keyslot.Reseal(slot.Body, next) });
        foreach (EnvironmentRecord environment in Environments(transaction).ToList())
        {
            using KeyPair pair = SealedKey.OpenPair(environment.SealedSecretKey, identity, environment.PublicKey, "an environment's key");
            transaction.Update(WithNewPair(environment, next.PublicKey) with { FormerSealedSecretKey = SealedKey.Close(pair.SecretKey.Span, next.PublicKey) });
        }
        return transaction.Update(record with
        {
            IdentityPublicKey = next.PublicKey,
            SealedDeviceKey = SealedKey.Close(deviceKey.Span, next.PublicKey),
            SealedDigestKey = SealedKey.Close(digestKey.Span, next.PublicKey),
        });
    }

    private static EnvironmentRecord WithNewPair(EnvironmentRecord environment, byte[] identityPublicKey)
    {
        // Two former pairs would be one too many: whoever begins has finished what was begun before.
        if (IsPending(environment))
            throw new SecretsException(ErrorCode.Conflict, "a rotation is under way already", "try again");
        using KeyPair pair = KeyPair.Generate();
        return environment with
        {
            PublicKey = pair.PublicKey,
            SealedSecretKey = SealedKey.Close(pair.SecretKey.Span, identityPublicKey),
            FormerPublicKey = environment.PublicKey,
        };
    }

    /// <summary>Walks an environment until nothing is sealed to its former pair, and forgets that pair.</summary>
    private async Task<int> FinishAsync(long id, Action<long, long> progress, CancellationToken cancellationToken)
    {
        int moved = 0;
        // What was moved to a pair before this one has to be moved again.
        _moved.Clear();
        while (true)
        {
            int count = await WalkAsync(id, progress, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                break;
            moved += count;
        }
        await vault.Store.WriteAsync(transaction =>
        {
            if (transaction.Environment(id) is { } environment && IsPending(environment))
                transaction.Update(environment with { FormerPublicKey = null, FormerSealedSecretKey = null });
            return true;
        }).ConfigureAwait(false);
        return moved;
    }

    /// <summary>Seals every data key of an environment that is not yet so to the present pair, and says how many were not.</summary>
    private async Task<int> WalkAsync(long id, Action<long, long> progress, CancellationToken cancellationToken)
    {
        (EnvironmentRecord? environment, List<long> secrets) = vault.Store.Read(transaction =>
            transaction.Environment(id) is { } found ? (found, transaction.Secrets(id).Select(static secret => secret.Secret.Id).ToList()) : (null, []));
        int found = 0;
        foreach (long[] page in environment is null ? [] : secrets.Chunk(PageSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            VersionRecord[] versions = vault.Store.Read(transaction => page.SelectMany(transaction.History).Where(version => version.Kind == VersionKind.Value && !_moved.Contains((version.Id, version.Revision))).ToArray());
            List<VersionRecord> resealed = keys.Use(ring => Reseal(ring, environment!, versions));
            found += resealed.Count;
            if (resealed.Count > 0)
                _moved.UnionWith(await ReplaceAsync(resealed).ConfigureAwait(false));
            _done = Math.Min(_done + page.Length, _total);
            progress(_done, _total);
        }
        return found;
    }

    private static List<VersionRecord> Reseal(Keyring ring, EnvironmentRecord environment, VersionRecord[] versions)
    {
        List<VersionRecord> resealed = [];
        foreach (VersionRecord version in versions)
        {
            if (ring.Reseal(environment, version) is { } sealedKey)
                resealed.Add(version with { SealedDataKey = sealedKey });
        }
        return resealed;
    }

    private Task<List<(long Id, long Revision)>> ReplaceAsync(List<VersionRecord> resealed) => vault.Store.WriteAsync(transaction =>
    {
        List<(long Id, long Revision)> written = new(resealed.Count);
        foreach (VersionRecord version in resealed)
        {
            // One that was changed meanwhile (its digest) is found by the next walk; one that was erased needs no key.
            if (transaction.Version(version.SecretId, version.Number) is { } now && now.Id == version.Id && now.Revision == version.Revision)
                written.Add((version.Id, transaction.Update(version).Revision));
        }
        return written;
    });

    private static LockedMemory Copy(LockedMemory key)
    {
        LockedMemory copy = new(key.Length);
        key.Span.CopyTo(copy.Span);
        return copy;
    }
}
