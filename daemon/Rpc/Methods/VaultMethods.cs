using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of the vault as a whole.</summary>
internal static class VaultMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVault vault, DaemonFacts daemon) =>
    [
        new TypedMethod<NoParams, VaultStatus>(
            Wire.Status, LockNeed.None, Capability.None, AuditClass.None, ServerJson.Default.NoParams, WireJson.Default.VaultStatus,
            (_, _, _) => Task.FromResult(daemon.Status(vault.State))),
        new TypedMethod<InitRequest, NoResult>(
            Wire.Init, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.InitRequest, null,
            (request, session, cancellation) => NoResult.After(vault.InitAsync(request, session.Caller, cancellation))),
        new TypedMethod<UnlockRequest, NoResult>(
            Wire.Unlock, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.UnlockRequest, null,
            (request, session, cancellation) => NoResult.After(vault.UnlockAsync(request, session.Caller, cancellation))),
        new TypedMethod<NoParams, NoResult>(
            Wire.Lock, LockNeed.None, Capability.Manage, AuditClass.Change, ServerJson.Default.NoParams, null,
            (_, session, cancellation) => NoResult.After(vault.LockAsync(session.Caller, cancellation))),
    ];
}
