using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Tells which values are the same, and nothing else about them: as much as digests tell. Where those do not serve, because one is
/// pending or because projects have digests of their own, values are opened, and stay inside; of write-only ones none is opened.
/// </summary>
internal sealed class SecretComparer(KeyHolder keys)
{
    /// <summary>Compares two sides.</summary>
    /// <exception cref="SecretsException">Invalid; NotFound lists names that neither side has; Locked: a digest does not serve; Refused: nor does that of a write-only one.</exception>
    public DiffReply Compare(OpenVault vault, DiffRequest request)
    {
        if (request.Names is { } names)
            SetLimits.RequireNames(names);
        if ((request.A.Version ?? request.B.Version) is not null && request.Names is not { Count: 1 })
            throw new SecretsException(ErrorCode.Invalid, "versions are those of one secret", "name it");
        return vault.Store.Read(transaction =>
        {
            Dictionary<string, StoredVersion> a = Side(transaction, vault, request.A, request.Names);
            Dictionary<string, StoredVersion> b = Side(transaction, vault, request.B, request.Names);
            string[] missing = [.. (request.Names ?? []).Where(name => !a.ContainsKey(name) && !b.ContainsKey(name))];
            if (missing.Length > 0)
                throw SecretCatalog.Missing(missing, request.A.Scope ?? SecretScope.Default);
            string[] all = [.. a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            RequireReadable(vault, all.Where(name => a.ContainsKey(name) && b.ContainsKey(name)).Select(name => (name, a[name], b[name])));
            return new DiffReply([.. all.Select(name => new DiffEntry(name, Result(transaction, vault, a.GetValueOrDefault(name), b.GetValueOrDefault(name))))]);
        });
    }

    private static void RequireReadable(OpenVault vault, IEnumerable<(string Name, StoredVersion A, StoredVersion B)> pairs)
    {
        string[] refused = [.. pairs.Where(pair => (MustOpen(pair.A, pair.B) && IsWriteOnly(pair.A)) || (MustOpen(pair.B, pair.A) && IsWriteOnly(pair.B))).Select(static pair => pair.Name)];
        if (refused.Length > 0)
            throw new SecretsException(ErrorCode.Refused, $"{string.Join(", ", refused)}: write-only, and their digests do not serve here", "digests compare within one project, once the vault was unlocked; or name only others");

        bool IsWriteOnly(StoredVersion stored) => VersionBody.Open(vault.Device, stored.Version).WriteOnly;
    }

    /// <summary>Whether a value has to be opened to compare it: in the other's project and with a digest nothing needs to be.</summary>
    private static bool MustOpen(StoredVersion stored, StoredVersion other) =>
        stored.Version.Id != other.Version.Id && (stored.Version.Digest is null || stored.Environment.ProjectId != other.Environment.ProjectId);

    private string Result(ReadTransaction transaction, OpenVault vault, StoredVersion? a, StoredVersion? b) => (a, b) switch
    {
        (_, null) => "only-a",
        (null, _) => "only-b",
        _ => AreSame(transaction, vault, a, b) ? "same" : "different",
    };

    private bool AreSame(ReadTransaction transaction, OpenVault vault, StoredVersion a, StoredVersion b)
    {
        if (a.Version.Id == b.Version.Id)
            return true;
        long project = a.Environment.ProjectId;
        byte[] digestA = a.Version.Digest ?? DigestOf(transaction, vault, a, project);
        byte[] digestB = MustOpen(b, a) ? DigestOf(transaction, vault, b, project) : b.Version.Digest!;
        return digestA.AsSpan().SequenceEqual(digestB);
    }

    private byte[] DigestOf(ReadTransaction transaction, OpenVault vault, StoredVersion stored, long project)
    {
        byte[] ciphertext = transaction.Ciphertext(stored.Version);
        return keys.Use(ring =>
        {
            using SecretValue value = ValueOpener.Open(ring, vault, stored.Environment, new StoredValue(stored.Secret, stored.Version, ciphertext));
            return ring.Digest(project, value.Span);
        });
    }

    /// <summary>What one side has, by name: the nearest definition along the chain of environments, as a run gets it.</summary>
    private static Dictionary<string, StoredVersion> Side(ReadTransaction transaction, OpenVault vault, DiffSide side, IReadOnlyList<string>? names)
    {
        ScopeRecords scope = ScopeRecords.Find(transaction, vault.Device, side.Scope);
        Dictionary<string, StoredVersion> found = new(StringComparer.Ordinal);
        foreach (EnvironmentRecord environment in scope.Chain(transaction))
        {
            if (side.Version is { } number)
            {
                if (Numbered(transaction, vault, environment, names![0], number) is { } version)
                    found.TryAdd(names[0], version);
                continue;
            }
            foreach ((SecretRecord secret, VersionRecord? live) in transaction.Secrets(environment.Id))
            {
                // Staging is the environment's own; what is inherited comes as it is deployed there.
                bool staged = side.Staged && secret.Staged is not null && environment.Id == scope.Environment.Id;
                VersionRecord? version = staged ? transaction.Version(secret.Id, secret.Staged!.Value) ?? throw Damage.Of("a version") : live;
                if (version is not { Kind: VersionKind.Value })
                    continue;
                string name = NamedBody.Open(vault.Device, RecordKind.Secret, secret.Id, secret.Body).Name;
                if (names is null || names.Contains(name))
                    found.TryAdd(name, new StoredVersion(environment, secret, version));
            }
        }
        if (side.Version is { } wanted && found.Count == 0)
            throw new SecretsException(ErrorCode.NotFound, $"{names![0]} has no version {wanted} in {scope.Scope}", $"secrets history {names[0]}");
        return found;
    }

    private static StoredVersion? Numbered(ReadTransaction transaction, OpenVault vault, EnvironmentRecord environment, string name, int number)
    {
        SecretRecord? secret = transaction.Secret(environment.Id, vault.Device.NameHash(RecordKind.Secret, environment.Id, name));
        return secret is not null && transaction.Version(secret.Id, number) is { Kind: VersionKind.Value } version ? new StoredVersion(environment, secret, version) : null;
    }

    /// <summary>A version and its place.</summary>
    private sealed record StoredVersion(EnvironmentRecord Environment, SecretRecord Secret, VersionRecord Version);
}
