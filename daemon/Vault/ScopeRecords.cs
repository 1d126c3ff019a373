using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>A scope's records.</summary>
/// <param name="Scope">Its name.</param>
/// <param name="Project">Its project.</param>
/// <param name="Environment">Its environment.</param>
internal sealed record ScopeRecords(SecretScope Scope, ProjectRecord Project, EnvironmentRecord Environment)
{
    /// <summary>Finds a scope; null means the default one.</summary>
    /// <exception cref="SecretsException">Invalid, or NotFound.</exception>
    public static ScopeRecords Find(ReadTransaction transaction, DeviceKeys device, SecretScope? asked)
    {
        SecretScope scope = asked ?? SecretScope.Default;
        ScopeNames names = new(transaction, device);
        ProjectRecord project = names.Project(scope.Project);
        EnvironmentRecord environment = names.Environment(project, scope.Environment);
        return new ScopeRecords(scope, project, environment);
    }

    /// <summary>The environment and those that it inherits from, nearest first.</summary>
    public IReadOnlyList<EnvironmentRecord> Chain(ReadTransaction transaction)
    {
        List<EnvironmentRecord> chain = [Environment];
        while (chain[^1].InheritsId is { } id)
        {
            EnvironmentRecord? next = transaction.Environment(id);
            if (next is null || next.ProjectId != Project.Id || chain.Count == Inheritance.LongestChain)
                throw Damage.Of("the inheritance of an environment");
            chain.Add(next);
        }
        return chain;
    }
}
