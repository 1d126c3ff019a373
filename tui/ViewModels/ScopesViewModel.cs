using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Every project and environment: to go to one, or to make one.</summary>
internal sealed class ScopesViewModel(DaemonLink link)
{
    /// <summary>Reads all of them, by project and name.</summary>
    /// <exception cref="SecretsException">Unreachable, and what else the daemon may say.</exception>
    public async Task<IReadOnlyList<ScopeChoice>> LoadAsync()
    {
        List<ScopeChoice> choices = [];
        ProjectListReply projects = await link.Daemon.ListProjectsAsync(CancellationToken.None).ConfigureAwait(true);
        foreach (ProjectEntry project in projects.Projects)
        {
            EnvironmentListReply reply = await link.Daemon.ListEnvironmentsAsync(new EnvironmentListRequest(project.Name), CancellationToken.None).ConfigureAwait(true);
            foreach (EnvironmentEntry environment in reply.Environments)
                choices.Add(new ScopeChoice(new SecretScope(project.Name, environment.Name), environment.Secrets, environment.Inherits));
        }
        return choices;
    }

    /// <summary>The environments that this one inherits from, the nearest first; none where it is not there.</summary>
    public async Task<IReadOnlyList<string>> LoadParentsAsync(SecretScope scope)
    {
        EnvironmentListReply reply = await link.Daemon.ListEnvironmentsAsync(new EnvironmentListRequest(scope.Project), CancellationToken.None).ConfigureAwait(true);
        List<string> parents = [];
        string? next = scope.Environment;
        // The daemon lets none inherit from itself; the bound is against one that is damaged.
        while (parents.Count < reply.Environments.Count && (next = reply.Environments.FirstOrDefault(one => one.Name == next)?.Inherits) is not null)
            parents.Add(next);
        return parents;
    }

    /// <summary>Makes a project, and returns its environment.</summary>
    /// <exception cref="SecretsException">Invalid, or Conflict: there is one of this name.</exception>
    public async Task<SecretScope> CreateProjectAsync(string name)
    {
        await link.Daemon.CreateProjectAsync(new ProjectRequest(name), CancellationToken.None).ConfigureAwait(true);
        return new SecretScope(name, SecretScope.Default.Environment);
    }

    /// <summary>Makes an environment.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="name">Its name.</param>
    /// <param name="inherits">The environment that it inherits from; none when empty.</param>
    /// <exception cref="SecretsException">Invalid, NotFound (what it inherits from), or Conflict: there is one of this name.</exception>
    public async Task<SecretScope> CreateEnvironmentAsync(string project, string name, string inherits)
    {
        CreateEnvironmentRequest request = new(name, project, inherits.Length == 0 ? null : inherits);
        await link.Daemon.CreateEnvironmentAsync(request, CancellationToken.None).ConfigureAwait(true);
        return new SecretScope(project, name);
    }
}
