using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of versions: history, rollback, staging, undo.</summary>
internal static class VersionMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVersions versions) =>
    [
        new TypedMethod<HistoryRequest, HistoryReply>(
            Wire.History, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.HistoryRequest, WireJson.Default.HistoryReply,
            (request, _, _) => versions.HistoryAsync(request)),
        new TypedMethod<RollbackRequest, RollbackReply>(
            Wire.Rollback, LockNeed.Unlocked, Capability.Write, AuditClass.Change, WireJson.Default.RollbackRequest, WireJson.Default.RollbackReply,
            (request, session, _) => versions.RollbackAsync(request, session.Caller)),
        new TypedMethod<StagingRequest, StagingReply>(
            Wire.Deploy, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.StagingRequest, WireJson.Default.StagingReply,
            (request, session, _) => versions.DeployAsync(request, session.Caller)),
        new TypedMethod<StagingRequest, StagingReply>(
            Wire.Discard, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.StagingRequest, WireJson.Default.StagingReply,
            (request, session, _) => versions.DiscardAsync(request, session.Caller)),
        new TypedMethod<UndoRequest, UndoReply>(
            Wire.Undo, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.UndoRequest, WireJson.Default.UndoReply,
            (request, session, _) => versions.UndoAsync(request, session.Caller)),
    ];
}
