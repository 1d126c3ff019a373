using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What to say of names that an environment has no secret of its own for: it may inherit one, which a change does not reach.</summary>
internal static class MissingSecrets
{
    /// <summary>The error that lists every name that is not there, or that is only inherited; the hint says from where.</summary>
    public static SecretsException Of(ReadTransaction transaction, OpenVault vault, ScopeRecords scope, IReadOnlyList<string> names)
    {
        Dictionary<string, string> from = new(StringComparer.Ordinal);
        foreach (EnvironmentRecord environment in scope.Chain(transaction).Where(environment => environment.Id != scope.Environment.Id))
        {
            string parent = NamedBody.Open(vault.Device, RecordKind.Environment, environment.Id, environment.Body).Name;
            foreach (string name in names)
            {
                if (SecretHead.Find(transaction, vault.Device, environment, name).IsThere)
                    from.TryAdd(name, parent);
            }
        }
        string[] missing = [.. names.Where(name => !from.ContainsKey(name))];
        if (missing.Length > 0)
            return SecretCatalog.Missing(missing, scope.Scope);
        string inherited = from[names[0]];
        return new SecretsException(
            ErrorCode.NotFound,
            $"{scope.Scope} has no {string.Join(", ", names.Order(StringComparer.Ordinal))} of its own",
            names.Count == 1 ? $"it inherits the one of {inherited}: -e {inherited}" : "it inherits them: secrets list --inherited tells from where");
    }
}
