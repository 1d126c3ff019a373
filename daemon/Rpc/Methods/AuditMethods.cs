using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods that read the audit log. They leave no entry themselves.</summary>
internal static class AuditMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVault vault) =>
    [
        new TypedMethod<AuditRequest, AuditReply>(
            Wire.Audit, LockNeed.None, Capability.Manage, AuditClass.None, WireJson.Default.AuditRequest, WireJson.Default.AuditReply,
            (request, _, _) => vault.Trail.QueryAsync(request)),
        new TypedMethod<NoParams, AuditVerifyReply>(
            Wire.VerifyAudit, LockNeed.None, Capability.Manage, AuditClass.None, ServerJson.Default.NoParams, WireJson.Default.AuditVerifyReply,
            (_, _, cancellation) => vault.Trail.VerifyAsync(cancellation)),
        new TypedMethod<FollowAuditRequest, NoResult>(
            Wire.FollowAudit, LockNeed.None, Capability.Manage, AuditClass.None, WireJson.Default.FollowAuditRequest, null,
            (request, session, _) =>
            {
                session.FollowAudit(request.Follow);
                return Task.FromResult(NoResult.Value);
            }),
        new TypedMethod<DescribeRequest, UsesReply>(
            Wire.Uses, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.DescribeRequest, WireJson.Default.UsesReply,
            (request, _, _) => vault.Trail.UsesAsync(request)),
    ];
}
