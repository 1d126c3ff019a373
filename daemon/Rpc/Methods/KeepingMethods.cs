using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods that keep the store as a whole.</summary>
internal static class KeepingMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVault vault) =>
    [
        new TypedMethod<BackupRequest, BackupReply>(
            Wire.Backup, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.BackupRequest, WireJson.Default.BackupReply,
            (request, session, cancellation) => vault.Keeping.BackupAsync(request, session.Caller, cancellation)),
        new TypedMethod<RestoreRequest, BackupReply>(
            Wire.Restore, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RestoreRequest, WireJson.Default.BackupReply,
            (request, session, cancellation) => vault.Keeping.RestoreAsync(request, session.Caller, cancellation)),
        new TypedMethod<RotateRequest, RotateReply>(
            Wire.Rotate, LockNeed.Unlocked, Capability.Manage, AuditClass.Change, WireJson.Default.RotateRequest, WireJson.Default.RotateReply,
            (request, session, cancellation) => vault.Keeping.RotateAsync(request, session.Caller, cancellation)),
        new TypedMethod<NoParams, CheckReply>(
            Wire.Check, LockNeed.None, Capability.Manage, AuditClass.None, ServerJson.Default.NoParams, WireJson.Default.CheckReply,
            (_, _, cancellation) => vault.Keeping.CheckAsync(cancellation)),
        new TypedMethod<NoParams, ProgressReply>(
            Wire.Progress, LockNeed.None, Capability.None, AuditClass.None, ServerJson.Default.NoParams, WireJson.Default.ProgressReply,
            (_, _, _) => Task.FromResult(vault.Keeping.Progress)),
    ];
}
