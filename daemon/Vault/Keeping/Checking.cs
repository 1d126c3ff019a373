using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>Checks the whole store: that every row is the one that was written, and that every value opens. No value leaves it.</summary>
internal static class Checking
{
    private const int MostFindings = 100;

    /// <summary>Does it; opens the values where there are keys.</summary>
    public static CheckReply Check(OpenVault vault, KeyHolder keys, Action<long, long> progress, CancellationToken cancellationToken)
    {
        bool opens = !keys.IsLocked;
        return vault.Store.Read(transaction =>
        {
            Dictionary<long, EnvironmentRecord> environments = opens ? Environments(transaction) : [];
            StoreSurvey survey = transaction.Survey(progress, opens ? Open : null);
            string[] damaged = [.. survey.Damaged.Take(MostFindings).Select(found => Describe(transaction, vault.Device, found))];
            return new CheckReply(survey.Counts.Records, survey.Counts.Values, survey.Counts.AuditEntries, opens, damaged);

            void Open(VersionRecord version, byte[] ciphertext)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SecretRecord secret = transaction.Secret(version.SecretId) ?? throw Damage.Of("a secret");
                EnvironmentRecord environment = environments.GetValueOrDefault(secret.EnvironmentId) ?? throw Damage.Of("an environment");
                keys.Use(ring =>
                {
                    ValueOpener.Open(ring, vault, environment, new StoredValue(secret, version, ciphertext)).Dispose();
                    return true;
                });
            }
        });
    }

    private static Dictionary<long, EnvironmentRecord> Environments(ReadTransaction transaction)
    {
        try
        {
            return transaction.Projects().SelectMany(project => transaction.Environments(project.Id)).ToDictionary(environment => environment.Id);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Damaged)
        {
            // The survey names it; values without their environment do not open.
            return [];
        }
    }

    /// <summary>Names a finding as far as what is around it can be read: <c>version 3 of hf_token in llm/dev: …</c>.</summary>
    private static string Describe(ReadTransaction transaction, DeviceKeys device, DamagedRecord found)
    {
        if (found.Leaf is not { } leaf)
            return found.What;
        string kind = leaf.Kind.ToString().ToLowerInvariant();
        try
        {
            string? place = leaf.Kind switch
            {
                RecordKind.Version => $"version {leaf.Key} of {SecretName(transaction, device, leaf.Parent)}",
                RecordKind.Secret => $"a secret in {EnvironmentName(transaction, device, leaf.Parent)}",
                RecordKind.Environment => $"an environment of {ProjectName(transaction, device, leaf.Parent)}",
                _ => null,
            };
            return $"{place ?? $"{kind} {leaf.Id}"}: {found.What}";
        }
        catch (SecretsException)
        {
            return $"{kind} {leaf.Id}: {found.What}";
        }
    }

    private static string SecretName(ReadTransaction transaction, DeviceKeys device, long id)
    {
        SecretRecord secret = transaction.Secret(id) ?? throw Damage.Of("a secret");
        return $"{NamedBody.Open(device, RecordKind.Secret, id, secret.Body).Name} in {EnvironmentName(transaction, device, secret.EnvironmentId)}";
    }

    private static string EnvironmentName(ReadTransaction transaction, DeviceKeys device, long id)
    {
        EnvironmentRecord environment = transaction.Environment(id) ?? throw Damage.Of("an environment");
        return $"{ProjectName(transaction, device, environment.ProjectId)}/{NamedBody.Open(device, RecordKind.Environment, id, environment.Body).Name}";
    }

    private static string ProjectName(ReadTransaction transaction, DeviceKeys device, long id)
    {
        ProjectRecord project = transaction.Projects().FirstOrDefault(project => project.Id == id) ?? throw Damage.Of("a project");
        return NamedBody.Open(device, RecordKind.Project, id, project.Body).Name;
    }
}
