using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>The projects and environments of a vault that has only what every vault has.</summary>
internal sealed class FakeScopes : IScopes
{
    public Task<ProjectListReply> ListProjectsAsync() => Task.FromResult(new ProjectListReply([]));

    public Task CreateProjectAsync(ProjectRequest request, Caller caller) => Task.CompletedTask;

    public Task RenameProjectAsync(RenameProjectRequest request, Caller caller) => Task.CompletedTask;

    public Task DeleteProjectAsync(ProjectRequest request, Caller caller) => Task.CompletedTask;

    public Task<EnvironmentListReply> ListEnvironmentsAsync(EnvironmentListRequest request) => Task.FromResult(new EnvironmentListReply([]));

    public Task CreateEnvironmentAsync(CreateEnvironmentRequest request, Caller caller) => Task.CompletedTask;

    public Task RenameEnvironmentAsync(RenameEnvironmentRequest request, Caller caller) => Task.CompletedTask;

    public Task DeleteEnvironmentAsync(EnvironmentRequest request, Caller caller) => Task.CompletedTask;

    public Task InheritAsync(InheritRequest request, Caller caller) => Task.CompletedTask;

    public Task<ExplainReply> ExplainAsync(DescribeRequest request) => Task.FromResult(new ExplainReply([]));
}
