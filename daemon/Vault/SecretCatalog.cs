using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Lists and describes: everything about secrets but their values. Needs no secret key.</summary>
internal static class SecretCatalog
{
    private const int MostListed = 20;

    /// <summary>The secrets of a scope, by name.</summary>
    public static ListReply List(OpenVault vault, SecretScope? scope) => vault.Store.Read(transaction =>
    {
        ScopeRecords records = ScopeRecords.Find(transaction, vault.Device, scope);
        List<SecretEntry> entries = [];
        foreach (SecretVersion found in transaction.Secrets(records.Environment.Id))
        {
            if (Describe(transaction, vault.Device, found.Secret, found.Version) is { } entry)
                entries.Add(entry);
        }
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new ListReply(entries);
    });

    /// <summary>One secret: the nearest definition along the chain of environments.</summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    public static SecretEntry Describe(OpenVault vault, DescribeRequest request)
    {
        (SecretEntry found, long id) = Find(vault, request);
        return vault.Log.LastUse(id) is { } use ? found with { LastUsedAt = use.At, LastUsedBy = use.By } : found;
    }

    /// <summary>The same without its last use, and its id.</summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    public static (SecretEntry Entry, long Id) Find(OpenVault vault, DescribeRequest request)
    {
        Names.Require(request.Name, "secret name");
        return vault.Store.Read(transaction =>
        {
            ScopeRecords records = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            foreach (EnvironmentRecord environment in records.Chain(transaction))
            {
                SecretRecord? secret = transaction.Secret(environment.Id, vault.Device.NameHash(RecordKind.Secret, environment.Id, request.Name));
                if (secret is null)
                    continue;
                VersionRecord? live = secret.Live is { } number ? transaction.Version(secret.Id, number) ?? throw Damage.Of("a version") : null;
                if (Describe(transaction, vault.Device, secret, live) is { } entry)
                    return (entry, secret.Id);
            }
            throw Missing([request.Name], records.Scope);
        });
    }

    /// <summary>Every environment of the chain, what it says of a name, and which one gives it: the nearest with a live value, else the nearest with a staged one.</summary>
    public static ExplainReply Explain(OpenVault vault, DescribeRequest request)
    {
        Names.Require(request.Name, "secret name");
        return vault.Store.Read(transaction =>
        {
            List<ExplainStep> chain = [];
            (SecretEntry Entry, string Environment)? found = null;
            foreach (EnvironmentRecord environment in ScopeRecords.Find(transaction, vault.Device, request.Scope).Chain(transaction))
            {
                string name = NamedBody.Open(vault.Device, RecordKind.Environment, environment.Id, environment.Body).Name;
                SecretHead head = SecretHead.Find(transaction, vault.Device, environment, request.Name);
                SecretEntry? entry = head.Record is { } record ? Describe(transaction, vault.Device, record, head.Live) : null;
                chain.Add(new ExplainStep(name, entry?.Status ?? (head.Record is null ? "none" : SecretStatus.Deleted), entry?.Version ?? 0));
                if (entry is not null && (found is null || (found.Value.Entry.Version == 0 && entry.Version > 0)))
                    found = (entry, name);
            }
            return new ExplainReply(chain, found?.Entry, found?.Environment);
        });
    }

    /// <summary>The error that lists the names that are not there, and of very many the first.</summary>
    public static SecretsException Missing(IReadOnlyList<string> names, SecretScope scope) => new(
        ErrorCode.NotFound,
        $"no secret named {Listed(names.Order(StringComparer.Ordinal))} in {scope}",
        "secrets list");

    /// <summary>Names for a message, in which nobody reads thousands.</summary>
    public static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= MostListed ? string.Join(", ", all) : $"{string.Join(", ", all[..MostListed])} and {all.Length - MostListed} more";
    }

    /// <summary>Null for a secret that is deleted: its history remains, but nobody is told of it here.</summary>
    private static SecretEntry? Describe(ReadTransaction transaction, DeviceKeys device, SecretRecord secret, VersionRecord? live)
    {
        if (live is { Kind: VersionKind.Tombstone })
            live = null;
        VersionRecord? staged = secret.Staged is { } number ? transaction.Version(secret.Id, number) ?? throw Damage.Of("a version") : null;
        if (live is null && staged is not { Kind: VersionKind.Value })
            return null;
        VersionRecord shown = live ?? staged!;
        NamedBody named = NamedBody.Open(device, RecordKind.Secret, secret.Id, secret.Body);
        VersionBody body = VersionBody.Open(device, shown);
        return new SecretEntry(
            named.Name,
            live?.Number ?? 0,
            SecretStatus.Of(live, staged),
            named.CreatedAt,
            body.EditedAt ?? shown.CreatedAt,
            live?.Digest is { } digest ? Convert.ToHexStringLower(digest) : null,
            body.Description,
            body.Tags.Count > 0 ? body.Tags : null,
            body.WriteOnly,
            body.ExpiresAt,
            References: body.References);
    }
}
