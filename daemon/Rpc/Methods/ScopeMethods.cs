using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of projects and environments.</summary>
internal static class ScopeMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IScopes scopes) =>
    [
        new TypedMethod<NoParams, ProjectListReply>(
            Wire.ListProjects, LockNeed.None, Capability.List, AuditClass.None, ServerJson.Default.NoParams, WireJson.Default.ProjectListReply,
            (_, _, _) => scopes.ListProjectsAsync()),
        new TypedMethod<ProjectRequest, NoResult>(
            Wire.CreateProject, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.ProjectRequest, null,
            (request, _, _) => NoResult.After(scopes.CreateProjectAsync(request))),
        new TypedMethod<RenameProjectRequest, NoResult>(
            Wire.RenameProject, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RenameProjectRequest, null,
            (request, _, _) => NoResult.After(scopes.RenameProjectAsync(request))),
        new TypedMethod<ProjectRequest, NoResult>(
            Wire.DeleteProject, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.ProjectRequest, null,
            (request, _, _) => NoResult.After(scopes.DeleteProjectAsync(request))),
        new TypedMethod<EnvironmentListRequest, EnvironmentListReply>(
            Wire.ListEnvironments, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.EnvironmentListRequest, WireJson.Default.EnvironmentListReply,
            (request, _, _) => scopes.ListEnvironmentsAsync(request)),
        new TypedMethod<CreateEnvironmentRequest, NoResult>(
            Wire.CreateEnvironment, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.CreateEnvironmentRequest, null,
            (request, _, _) => NoResult.After(scopes.CreateEnvironmentAsync(request))),
        new TypedMethod<RenameEnvironmentRequest, NoResult>(
            Wire.RenameEnvironment, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RenameEnvironmentRequest, null,
            (request, _, _) => NoResult.After(scopes.RenameEnvironmentAsync(request))),
        new TypedMethod<EnvironmentRequest, NoResult>(
            Wire.DeleteEnvironment, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.EnvironmentRequest, null,
            (request, _, _) => NoResult.After(scopes.DeleteEnvironmentAsync(request))),
        new TypedMethod<InheritRequest, NoResult>(
            Wire.Inherit, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.InheritRequest, null,
            (request, _, _) => NoResult.After(scopes.InheritAsync(request))),
        new TypedMethod<DescribeRequest, ExplainReply>(
            Wire.Explain, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.DescribeRequest, WireJson.Default.ExplainReply,
            (request, _, _) => scopes.ExplainAsync(request)),
    ];
}
