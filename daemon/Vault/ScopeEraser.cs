using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault;

/// <summary>Removes environments and projects with every version of all that they hold. Not a tombstone: nothing of them is left in the store.</summary>
internal static class ScopeEraser
{
    /// <summary>Erases a project.</summary>
    public static void Erase(WriteTransaction transaction, ProjectRecord project)
    {
        List<EnvironmentRecord> rest = [.. transaction.Environments(project.Id)];
        while (rest.Count > 0)
        {
            // An environment goes after those that inherit from it.
            EnvironmentRecord next = rest.Find(candidate => !rest.Exists(other => other.InheritsId == candidate.Id)) ?? throw Keys.Damage.Of("the inheritance of an environment");
            Erase(transaction, next);
            rest.Remove(next);
        }
        transaction.Delete(project);
    }

    /// <summary>Erases an environment, from which no other inherits.</summary>
    public static void Erase(WriteTransaction transaction, EnvironmentRecord environment)
    {
        // All is read before anything goes: the manifest counts faster while it is unchanged.
        IReadOnlyList<SecretVersion> secrets = transaction.Secrets(environment.Id);
        List<VersionRecord> versions = [];
        foreach (SecretVersion secret in secrets)
            versions.AddRange(transaction.History(secret.Secret.Id));
        foreach (VersionRecord version in versions)
            transaction.Delete(version);
        foreach (SecretVersion secret in secrets)
            transaction.Delete(secret.Secret);
        if (transaction.Change(environment.Id) is { } change)
            transaction.Delete(change);
        transaction.Delete(environment);
    }
}
