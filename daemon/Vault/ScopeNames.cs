using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Finds projects and environments by their names, and says what to do where there is none.</summary>
internal sealed class ScopeNames(ReadTransaction transaction, DeviceKeys device)
{
    /// <summary>Finds a project; null means the default one.</summary>
    /// <exception cref="SecretsException">Invalid, or NotFound.</exception>
    public ProjectRecord Project(string? asked)
    {
        string name = Names.Require(asked ?? SecretScope.Default.Project, "project name");
        return FindProject(name) ?? throw new SecretsException(ErrorCode.NotFound, $"no project named {name}", $"secrets project create {name}");
    }

    /// <summary>Finds an environment.</summary>
    /// <exception cref="SecretsException">Invalid, or NotFound.</exception>
    public EnvironmentRecord Environment(ProjectRecord project, string name)
    {
        Names.Require(name, "environment name");
        if (FindEnvironment(project, name) is { } environment)
            return environment;
        string of = NamedBody.Open(device, RecordKind.Project, project.Id, project.Body).Name;
        throw new SecretsException(
            ErrorCode.NotFound,
            $"no environment named {name} in the project {of}",
            $"secrets environment create {name}{(of == SecretScope.Default.Project ? "" : $" -p {of}")}");
    }

    /// <summary>The names of an environment and its project.</summary>
    public SecretScope ScopeOf(long environmentId)
    {
        EnvironmentRecord environment = transaction.Environment(environmentId) ?? throw Damage.Of("an environment");
        ProjectRecord project = transaction.Projects().FirstOrDefault(project => project.Id == environment.ProjectId) ?? throw Damage.Of("a project");
        return new SecretScope(
            NamedBody.Open(device, RecordKind.Project, project.Id, project.Body).Name,
            NamedBody.Open(device, RecordKind.Environment, environment.Id, environment.Body).Name);
    }

    /// <summary>Passes where no project has this name.</summary>
    /// <exception cref="SecretsException">Conflict.</exception>
    public void RequireNewProject(string name)
    {
        if (FindProject(name) is not null)
            throw new SecretsException(ErrorCode.Conflict, $"there is a project named {name} already", "secrets project list");
    }

    /// <summary>Passes where no environment of the project has this name.</summary>
    /// <exception cref="SecretsException">Conflict.</exception>
    public void RequireNewEnvironment(ProjectRecord project, string name)
    {
        if (FindEnvironment(project, name) is not null)
            throw new SecretsException(ErrorCode.Conflict, $"there is an environment named {name} already", "secrets environment list");
    }

    private ProjectRecord? FindProject(string name) => transaction.Project(device.NameHash(RecordKind.Project, 0, name));

    private EnvironmentRecord? FindEnvironment(ProjectRecord project, string name) =>
        transaction.Environment(project.Id, device.NameHash(RecordKind.Environment, project.Id, name));
}
