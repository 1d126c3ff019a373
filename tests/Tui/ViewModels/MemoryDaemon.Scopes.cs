using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>Its projects and environments.</summary>
internal sealed partial class MemoryDaemon
{
    private readonly SortedDictionary<string, SortedDictionary<string, string?>> _projects =
        new(StringComparer.Ordinal) { ["default"] = new(StringComparer.Ordinal) { ["default"] = null } };

    /// <summary>Makes an environment, and its project, as somebody else would.</summary>
    public void AddEnvironment(string project, string name, string? inherits = null)
    {
        if (!_projects.TryGetValue(project, out SortedDictionary<string, string?>? environments))
            _projects[project] = environments = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        environments[name] = inherits;
    }

    public async Task<ProjectListReply> ListProjectsAsync(CancellationToken cancellationToken)
    {
        await WaitAsync();
        return new ProjectListReply([.. _projects.Select(project => new ProjectEntry(project.Key, clock.GetUtcNow(), [.. project.Value.Keys]))]);
    }

    public async Task CreateProjectAsync(ProjectRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Add(_projects, request.Name, new SortedDictionary<string, string?>(StringComparer.Ordinal) { ["default"] = null });
    }

    public async Task RenameProjectAsync(RenameProjectRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Add(_projects, request.To, ProjectOf(request.Name));
        _projects.Remove(request.Name);
    }

    public async Task DeleteProjectAsync(ProjectRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        _ = ProjectOf(request.Name);
        _projects.Remove(request.Name);
    }

    public async Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        return new EnvironmentListReply(
            [.. ProjectOf(request.Project).Select(environment => new EnvironmentEntry(environment.Key, clock.GetUtcNow(), Of(new SecretScope(request.Project ?? "default", environment.Key)).Count, environment.Value))]);
    }

    public async Task CreateEnvironmentAsync(CreateEnvironmentRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Add(ProjectOf(request.Project), request.Name, request.Inherits);
    }

    public async Task RenameEnvironmentAsync(RenameEnvironmentRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Add(ProjectOf(request.Project), request.To, ProjectOf(request.Project)[request.Name]);
        ProjectOf(request.Project).Remove(request.Name);
    }

    public async Task DeleteEnvironmentAsync(EnvironmentRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        if (!ProjectOf(request.Project).Remove(request.Name))
            throw NotFound(request.Name);
    }

    public async Task InheritAsync(InheritRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        Inherit(request.Project ?? "default", request.Name, request.From);
    }

    /// <summary>Gives an environment another inheritance, as somebody else would.</summary>
    public void Inherit(string project, string environment, string? from)
    {
        ProjectOf(project)[environment] = from;
        foreach (MemorySession session in _sessions.ToArray())
            session.Tell(new ChangeNotice(project, environment, []));
    }

    public async Task<ExplainReply> ExplainAsync(DescribeRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        SecretScope[] chain = [.. ChainOf(request.Scope)];
        SecretScope? giver = Array.Find(chain, scope => Of(scope).TryGetValue(request.Name, out (SecretEntry Entry, byte[] Value) there) && there.Entry.Version > 0)
            ?? Array.Find(chain, scope => Of(scope).ContainsKey(request.Name));
        return new ExplainReply(
            [.. chain.Select(scope => Of(scope).TryGetValue(request.Name, out (SecretEntry Entry, byte[] Value) there) ? new ExplainStep(scope.Environment, there.Entry.Status, there.Entry.Version) : new ExplainStep(scope.Environment, "none", 0))],
            giver is null ? null : Of(giver)[request.Name].Entry,
            giver?.Environment);
    }

    /// <summary>A scope and those that it inherits from, the nearest first.</summary>
    private IEnumerable<SecretScope> ChainOf(SecretScope? scope)
    {
        scope ??= SecretScope.Default;
        SortedDictionary<string, string?>? environments = _projects.GetValueOrDefault(scope.Project);
        for (string? name = scope.Environment; name is not null; name = environments?.GetValueOrDefault(name))
            yield return scope with { Environment = name };
    }

    private SortedDictionary<string, string?> ProjectOf(string? name) =>
        _projects.GetValueOrDefault(name ?? "default") ?? throw new SecretsException(ErrorCode.NotFound, $"no project named {name}");

    private static void Add<T>(SortedDictionary<string, T> all, string name, T value)
    {
        if (!all.TryAdd(name, value))
            throw new SecretsException(ErrorCode.Conflict, $"{name} exists already");
    }
}
