using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc.Methods;

/// <summary>The methods of the ways to open the vault.</summary>
internal static class KeyslotMethods
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Method> Rows(IVault vault) =>
    [
        new TypedMethod<NoParams, SlotsReply>(
            Wire.Slots, LockNeed.None, Capability.None, AuditClass.None, ServerJson.Default.NoParams, WireJson.Default.SlotsReply,
            (_, _, _) => Task.FromResult(vault.Keyslots.List())),
        new TypedMethod<AddSlotRequest, SlotEntry>(
            Wire.AddSlot, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.AddSlotRequest, WireJson.Default.SlotEntry,
            (request, session, cancellation) => vault.Keyslots.AddAsync(request, session.Caller, cancellation)),
        new TypedMethod<RemoveSlotRequest, NoResult>(
            Wire.RemoveSlot, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RemoveSlotRequest, null,
            (request, session, cancellation) => NoResult.After(vault.Keyslots.RemoveAsync(request, session.Caller, cancellation))),
        new TypedMethod<PassphraseRequest, NoResult>(
            Wire.Passphrase, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.PassphraseRequest, null,
            (request, session, cancellation) => NoResult.After(vault.Keyslots.ChangePassphraseAsync(request, session.Caller, cancellation))),
        new TypedMethod<RecoveryRequest, RecoveryReply>(
            Wire.Recovery, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RecoveryRequest, WireJson.Default.RecoveryReply,
            (request, session, cancellation) => vault.Keyslots.MakeRecoveryAsync(request, session.Caller, cancellation)),
        new TypedMethod<KeyProof, SlotEntry>(
            Wire.TryKey, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.KeyProof, WireJson.Default.SlotEntry,
            (key, session, cancellation) => vault.Keyslots.TryAsync(key, session.Caller, cancellation)),
    ];
}
