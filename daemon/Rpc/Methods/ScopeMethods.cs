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
            (request, session, _) => NoResult.After(scopes.CreateProjectAsync(request, session.Caller))),
        new TypedMethod<RenameProjectRequest, NoResult>(
            Wire.RenameProject, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RenameProjectRequest, null,
            (request, session, _) => NoResult.After(scopes.RenameProjectAsync(request, session.Caller))),
        new TypedMethod<ProjectRequest, NoResult>(
            Wire.DeleteProject, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.ProjectRequest, null,
            (request, session, _) => NoResult.After(scopes.DeleteProjectAsync(request, session.Caller))),
        new TypedMethod<EnvironmentListRequest, EnvironmentListReply>(
            Wire.ListEnvironments, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.EnvironmentListRequest, WireJson.Default.EnvironmentListReply,
            (request, _, _) => scopes.ListEnvironmentsAsync(request)),
        new TypedMethod<CreateEnvironmentRequest, NoResult>(
            Wire.CreateEnvironment, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.CreateEnvironmentRequest, null,
            (request, session, _) => NoResult.After(scopes.CreateEnvironmentAsync(request, session.Caller))),
        new TypedMethod<RenameEnvironmentRequest, NoResult>(
            Wire.RenameEnvironment, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RenameEnvironmentRequest, null,
            (request, session, _) => NoResult.After(scopes.RenameEnvironmentAsync(request, session.Caller))),
        new TypedMethod<EnvironmentRequest, NoResult>(
            Wire.DeleteEnvironment, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.EnvironmentRequest, null,
            (request, session, _) => NoResult.After(scopes.DeleteEnvironmentAsync(request, session.Caller))),
        new TypedMethod<InheritRequest, NoResult>(
            Wire.Inherit, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.InheritRequest, null,
            (request, session, _) => NoResult.After(scopes.InheritAsync(request, session.Caller))),
        new TypedMethod<DescribeRequest, ExplainReply>(
            Wire.Explain, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.DescribeRequest, WireJson.Default.ExplainReply,
            (request, _, _) => scopes.ExplainAsync(request)),
    ];
}
