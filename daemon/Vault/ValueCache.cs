using Secrets.Daemon.Store;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Remembers what was found in the scope used last, for as long as no record changes: a person runs the same thing again and again.
/// It holds ciphertext and names, recognized when they were read, and no key; what somebody does to the file afterwards is not served.
/// </summary>
internal sealed class ValueCache
{
    private const int MostBytes = 1 << 20;

    private Snapshot? _last;

    /// <summary>The encrypted values of these names, in their order.</summary>
    /// <exception cref="SecretsException">NotFound lists every missing name.</exception>
    public IReadOnlyList<FoundValue> Find(OpenVault vault, SecretScope scope, IReadOnlyCollection<string> names)
    {
        Snapshot? known = Current(vault.Store, scope);
        if (known is null || !names.All(known.Found.ContainsKey))
        {
            known = Keep(vault.Store, vault.Store.Read(transaction =>
            {
                ScopeRecords records = ScopeRecords.Find(transaction, vault.Device, scope);
                return new Snapshot(vault.Store, scope, transaction.Generation, ValueFinder.Find(transaction, vault.Device, records, names), IsComplete: false);
            }));
        }
        return [.. names.Select(name => known.Found[name])];
    }

    /// <summary>Every encrypted value of the scope, by name.</summary>
    public IReadOnlyDictionary<string, FoundValue> FindAll(OpenVault vault, SecretScope scope)
    {
        if (Current(vault.Store, scope) is { IsComplete: true } known)
            return known.Found;
        return Keep(vault.Store, vault.Store.Read(transaction =>
        {
            ScopeRecords records = ScopeRecords.Find(transaction, vault.Device, scope);
            return new Snapshot(vault.Store, scope, transaction.Generation, ValueFinder.FindAll(transaction, vault.Device, records), IsComplete: true);
        })).Found;
    }

    private Snapshot? Current(SecretStore store, SecretScope scope) =>
        Volatile.Read(ref _last) is { } last && last.Generation == store.Generation && last.Store == store && last.Scope == scope ? last : null;

    /// <summary>
    /// Keeps what was read, under the generation of its own snapshot, unless a newer one was announced: from then on somebody may have seen
    /// that one, and whoever saw a new version must not be given an old value.
    /// </summary>
    private Snapshot Keep(SecretStore store, Snapshot read)
    {
        if (store.Generation == read.Generation && read.Found.Values.Sum(static found => (long)found.Value.Ciphertext.Length) <= MostBytes)
            Volatile.Write(ref _last, read);
        return read;
    }

    private sealed record Snapshot(SecretStore Store, SecretScope Scope, long Generation, Dictionary<string, FoundValue> Found, bool IsComplete);
}
