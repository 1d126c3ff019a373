using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Tells the versions of a secret, never a value. Needs no secret key.</summary>
internal static class SecretHistory
{
    /// <summary>The versions of a scope's own secret, newest first.</summary>
    /// <exception cref="SecretsException">Invalid, or NotFound.</exception>
    public static HistoryReply Read(OpenVault vault, HistoryRequest request)
    {
        Names.Require(request.Name, "secret name");
        return vault.Store.Read(transaction =>
        {
            ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            SecretRecord secret = Own(transaction, vault, scope, request.Name);
            List<VersionEntry> entries = [];
            foreach (VersionRecord version in transaction.History(secret.Id))
                entries.Add(Entry(vault, secret, version));
            return new HistoryReply(entries);
        });
    }

    /// <summary>The record of a name in the scope's own environment, be it deleted or not.</summary>
    /// <exception cref="SecretsException">NotFound; the hint says where the secret is inherited from.</exception>
    public static SecretRecord Own(ReadTransaction transaction, OpenVault vault, ScopeRecords scope, string name)
    {
        foreach (EnvironmentRecord environment in scope.Chain(transaction))
        {
            if (SecretHead.Find(transaction, vault.Device, environment, name) is not { Record: { } record } head)
                continue;
            if (environment.Id == scope.Environment.Id)
                return record;
            if (!head.IsThere)
                continue;
            string inherited = NamedBody.Open(vault.Device, RecordKind.Environment, environment.Id, environment.Body).Name;
            throw new SecretsException(ErrorCode.NotFound, $"{scope.Scope} has no {name} of its own", $"it inherits the one of {inherited}: -e {inherited}");
        }
        throw SecretCatalog.Missing([name], scope.Scope);
    }

    private static VersionEntry Entry(OpenVault vault, SecretRecord secret, VersionRecord version)
    {
        VersionBody body = version.Kind == VersionKind.Value ? VersionBody.Open(vault.Device, version) : VersionBody.Empty;
        return new VersionEntry(
            version.Number,
            version.Kind == VersionKind.Value ? "value" : "deletion",
            version.CreatedAt,
            secret.Live == version.Number,
            secret.Staged == version.Number,
            version.Digest is { } digest ? Convert.ToHexStringLower(digest) : null,
            body.Description,
            body.WriteOnly,
            body.References is null ? null : true);
    }
}
