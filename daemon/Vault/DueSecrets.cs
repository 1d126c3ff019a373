using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Finds the secrets that need a person's attention. Needs no secret key.</summary>
/// <param name="vault">The vault.</param>
/// <param name="request">What to look for.</param>
/// <param name="now">The time.</param>
internal sealed class DueSecrets(OpenVault vault, DueRequest request, DateTimeOffset now)
{
    private readonly IReadOnlyDictionary<long, LastUse> _uses = vault.Log.LastUses();
    private readonly List<DueSecret> _found = [];
    private int _looked;

    /// <summary>Finds them.</summary>
    /// <exception cref="SecretsException">NotFound: the scope; Damaged.</exception>
    public DueReply Find()
    {
        vault.Store.Read(transaction =>
        {
            if (request.Scope is { } scope)
                LookAt(transaction, ScopeRecords.Find(transaction, vault.Device, scope).Environment, scope);
            else
                LookAtAll(transaction);
            return true;
        });
        return new DueReply(_looked, [.. _found
            .OrderBy(static secret => secret.Scope.Project, StringComparer.Ordinal)
            .ThenBy(static secret => secret.Scope.Environment, StringComparer.Ordinal)
            .ThenBy(static secret => secret.Name, StringComparer.Ordinal)]);
    }

    private void LookAtAll(ReadTransaction transaction)
    {
        foreach (ProjectRecord project in transaction.Projects())
        {
            string name = NamedBody.Open(vault.Device, RecordKind.Project, project.Id, project.Body).Name;
            foreach (EnvironmentRecord environment in transaction.Environments(project.Id))
                LookAt(transaction, environment, new SecretScope(name, NamedBody.Open(vault.Device, RecordKind.Environment, environment.Id, environment.Body).Name));
        }
    }

    private void LookAt(ReadTransaction transaction, EnvironmentRecord environment, SecretScope scope)
    {
        foreach ((SecretRecord secret, VersionRecord? live) in transaction.Secrets(environment.Id))
        {
            if (live is not { Kind: VersionKind.Value })
                continue;
            _looked++;
            DateTimeOffset? expires = VersionBody.Open(vault.Device, live).ExpiresAt;
            LastUse? use = _uses.GetValueOrDefault(secret.Id);
            List<string> problems = [];
            if (expires <= now)
                problems.Add("expired");
            else if (expires <= request.DueBefore)
                problems.Add("due");
            // A value that was just set has had no time to be used.
            if ((use?.At > live.CreatedAt ? use.At : live.CreatedAt) < request.UnusedSince)
                problems.Add("unused");
            if (problems.Count > 0)
                _found.Add(new DueSecret(scope, NamedBody.Open(vault.Device, RecordKind.Secret, secret.Id, secret.Body).Name, problems, live.CreatedAt, expires, use?.At));
        }
    }
}
