using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Lists projects and environments. Needs no secret key.</summary>
internal static class ScopeCatalog
{
    /// <summary>Every project, by name.</summary>
    public static ProjectListReply Projects(OpenVault vault) => vault.Store.Read(transaction =>
    {
        List<ProjectEntry> entries = [];
        foreach (ProjectRecord project in transaction.Projects())
        {
            NamedBody body = NamedBody.Open(vault.Device, RecordKind.Project, project.Id, project.Body);
            List<string> environments = [];
            foreach (EnvironmentRecord environment in transaction.Environments(project.Id))
                environments.Add(Body(vault, environment).Name);
            environments.Sort(StringComparer.Ordinal);
            entries.Add(new ProjectEntry(body.Name, body.CreatedAt, environments));
        }
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new ProjectListReply(entries);
    });

    /// <summary>The environments of a project, by name.</summary>
    /// <exception cref="SecretsException">NotFound.</exception>
    public static EnvironmentListReply Environments(OpenVault vault, string project) => vault.Store.Read(transaction =>
    {
        IReadOnlyList<EnvironmentRecord> records = transaction.Environments(new ScopeNames(transaction, vault.Device).Project(project).Id);
        Dictionary<long, NamedBody> bodies = records.ToDictionary(static record => record.Id, record => Body(vault, record));
        List<EnvironmentEntry> entries = [];
        foreach (EnvironmentRecord record in records)
        {
            string? inherits = record.InheritsId is { } id ? bodies[id].Name : null;
            entries.Add(new EnvironmentEntry(bodies[record.Id].Name, bodies[record.Id].CreatedAt, CountSecrets(transaction, record), inherits));
        }
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new EnvironmentListReply(entries);
    });

    private static int CountSecrets(ReadTransaction transaction, EnvironmentRecord environment)
    {
        int count = 0;
        foreach (SecretVersion found in transaction.Secrets(environment.Id))
            count += found.Version is { Kind: VersionKind.Value } || IsStaged(transaction, found.Secret) ? 1 : 0;
        return count;
    }

    private static bool IsStaged(ReadTransaction transaction, SecretRecord secret) =>
        secret.Staged is { } number && transaction.Version(secret.Id, number) is { Kind: VersionKind.Value };

    private static NamedBody Body(OpenVault vault, EnvironmentRecord environment) =>
        NamedBody.Open(vault.Device, RecordKind.Environment, environment.Id, environment.Body);
}
