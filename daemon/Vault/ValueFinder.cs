using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Finds encrypted values along the chain of environments; the nearest definition counts, and a deleted secret is none.</summary>
internal static class ValueFinder
{
    /// <summary>The values of these names.</summary>
    /// <exception cref="SecretsException">NotFound lists every missing name.</exception>
    public static Dictionary<string, FoundValue> Find(ReadTransaction transaction, DeviceKeys device, ScopeRecords scope, IReadOnlyCollection<string> names)
    {
        IReadOnlyList<EnvironmentRecord> chain = scope.Chain(transaction);
        Dictionary<string, FoundValue> found = new(names.Count, StringComparer.Ordinal);
        List<string> missing = [];
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (FindOne(transaction, device, chain, name) is { } value)
                found[name] = value;
            else
                missing.Add(name);
        }
        return missing.Count == 0 ? found : throw SecretCatalog.Missing(missing, scope.Scope);
    }

    /// <summary>Every value that the scope has, by name.</summary>
    public static Dictionary<string, FoundValue> FindAll(ReadTransaction transaction, DeviceKeys device, ScopeRecords scope)
    {
        Dictionary<string, FoundValue> found = new(StringComparer.Ordinal);
        foreach (EnvironmentRecord environment in scope.Chain(transaction))
        {
            foreach (StoredValue value in transaction.Values(environment.Id))
            {
                string name = NamedBody.Open(device, RecordKind.Secret, value.Secret.Id, value.Secret.Body).Name;
                found.TryAdd(name, new FoundValue(name, environment, value));
            }
        }
        return found;
    }

    private static FoundValue? FindOne(ReadTransaction transaction, DeviceKeys device, IReadOnlyList<EnvironmentRecord> chain, string name)
    {
        foreach (EnvironmentRecord environment in chain)
        {
            if (transaction.Value(environment.Id, device.NameHash(RecordKind.Secret, environment.Id, name)) is { } value)
                return new FoundValue(name, environment, value);
        }
        return null;
    }
}
