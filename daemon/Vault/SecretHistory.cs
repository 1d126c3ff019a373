using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Tells the versions of a secret, never a value. Needs no secret key.</summary>
internal static class SecretHistory
{
    /// <summary>So many versions at most in one answer; fewer where their descriptions are long.</summary>
    private const int PageSize = 1000;

    /// <summary>What the entries of one answer may take, in bytes of JSON: half a frame.</summary>
    private const int PageBytes = 1 << 20;

    // Everything of an entry but the description, and the most that a character of that can take: \uXXXX.
    private const int EntryBytes = 320, CharacterBytes = 6;

    /// <summary>The versions of a scope's own secret, newest first, as many as fit into one answer.</summary>
    /// <exception cref="SecretsException">Invalid, or NotFound.</exception>
    public static HistoryReply Read(OpenVault vault, HistoryRequest request)
    {
        Names.Require(request.Name, "secret name");
        return vault.Store.Read(transaction =>
        {
            ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, request.Scope);
            SecretRecord secret = Own(transaction, vault, scope, request.Name);
            List<VersionEntry> entries = [];
            int bytes = 0;
            foreach (VersionRecord version in transaction.History(secret, Math.Max(request.Before ?? int.MaxValue, 1), PageSize))
            {
                VersionEntry entry = Entry(vault, secret, version);
                bytes += EntryBytes + (CharacterBytes * (entry.Description?.Length ?? 0));
                if (bytes > PageBytes)
                    break;
                entries.Add(entry);
            }
            return new HistoryReply(entries, entries.Count > 0 && entries[^1].Version > 1 ? entries[^1].Version : null);
        });
    }

    /// <summary>The record of a name in the scope's own environment, be it deleted or not.</summary>
    /// <exception cref="SecretsException">NotFound; the hint says where the secret is inherited from.</exception>
    public static SecretRecord Own(ReadTransaction transaction, OpenVault vault, ScopeRecords scope, string name)
    {
        return SecretHead.Find(transaction, vault.Device, scope.Environment, name).Record ?? throw MissingSecrets.Of(transaction, vault, scope, [name]);
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
