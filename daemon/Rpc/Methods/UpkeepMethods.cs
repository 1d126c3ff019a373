using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods that keep secrets in order.</summary>
internal static class UpkeepMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IUpkeep upkeep) =>
    [
        new TypedMethod<DueRequest, DueReply>(
            Wire.Due, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.DueRequest, WireJson.Default.DueReply,
            (request, _, _) => upkeep.DueAsync(request)),
        new TypedMethod<RenameRequest, NoResult>(
            Wire.Rename, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.RenameRequest, null,
            (request, session, _) => NoResult.After(upkeep.RenameAsync(request, session.Caller))),
        // It answers Locked itself: values are opened on the way, those of write-only secrets too, and none leaves the daemon.
        new TypedMethod<CopyRequest, NoResult>(
            Wire.Copy, LockNeed.None, Capability.Write, AuditClass.Change, WireJson.Default.CopyRequest, null,
            (request, session, _) => NoResult.After(upkeep.CopyAsync(request, session.Caller))),
        new TypedMethod<DiffRequest, DiffReply>(
            Wire.Diff, LockNeed.None, Capability.List, AuditClass.None, WireJson.Default.DiffRequest, WireJson.Default.DiffReply,
            (request, _, _) => upkeep.DiffAsync(request)),
    ];
}
