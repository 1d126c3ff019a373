using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.Commands;

/// <summary>Its projects and environments: what was asked for is remembered, in words.</summary>
internal sealed partial class FakeDaemon
{
    public List<string> ScopeCalls { get; } = [];

    public List<EnvironmentEntry> Environments { get; } = [new("default", Now, 0)];

    public ExplainReply Explanation { get; set; } = new([]);

    public Task<ProjectListReply> ListProjectsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new ProjectListReply([new ProjectEntry("default", Now.AddDays(-2), ["base", "default"]), new ProjectEntry("llm", Now, ["default"])]));

    public Task CreateProjectAsync(ProjectRequest request, CancellationToken cancellationToken) => Note($"create project {request.Name}");

    public Task RenameProjectAsync(RenameProjectRequest request, CancellationToken cancellationToken) => Note($"rename project {request.Name} to {request.To}");

    public Task DeleteProjectAsync(ProjectRequest request, CancellationToken cancellationToken) => Note($"delete project {request.Name}");

    public Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request, CancellationToken cancellationToken)
    {
        Enter(new SecretScope(request.Project ?? "default", "default"), needsKey: false);
        return Task.FromResult(new EnvironmentListReply(Environments));
    }

    public Task CreateEnvironmentAsync(CreateEnvironmentRequest request, CancellationToken cancellationToken) =>
        Note($"create environment {request.Project}/{request.Name} from {request.Inherits ?? "nothing"}");

    public Task RenameEnvironmentAsync(RenameEnvironmentRequest request, CancellationToken cancellationToken) =>
        Note($"rename environment {request.Project}/{request.Name} to {request.To}");

    public Task DeleteEnvironmentAsync(EnvironmentRequest request, CancellationToken cancellationToken) => Note($"delete environment {request.Project}/{request.Name}");

    public Task InheritAsync(InheritRequest request, CancellationToken cancellationToken) =>
        Note($"let {request.Project}/{request.Name} inherit from {request.From ?? "nothing"}");

    public Task<ExplainReply> ExplainAsync(DescribeRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        return Task.FromResult(Explanation);
    }

    private Task Note(string call)
    {
        Enter(null, needsKey: false);
        ScopeCalls.Add(call);
        return Task.CompletedTask;
    }
}
