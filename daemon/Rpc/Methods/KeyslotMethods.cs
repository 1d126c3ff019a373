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
            (request, _, cancellation) => vault.Keyslots.AddAsync(request, cancellation)),
        new TypedMethod<RemoveSlotRequest, NoResult>(
            Wire.RemoveSlot, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RemoveSlotRequest, null,
            (request, _, cancellation) => NoResult.After(vault.Keyslots.RemoveAsync(request, cancellation))),
        new TypedMethod<PassphraseRequest, NoResult>(
            Wire.Passphrase, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.PassphraseRequest, null,
            (request, _, cancellation) => NoResult.After(vault.Keyslots.ChangePassphraseAsync(request, cancellation))),
        new TypedMethod<RecoveryRequest, RecoveryReply>(
            Wire.Recovery, LockNeed.None, Capability.Manage, AuditClass.Change, WireJson.Default.RecoveryRequest, WireJson.Default.RecoveryReply,
            (request, _, cancellation) => vault.Keyslots.MakeRecoveryAsync(request, cancellation)),
        new TypedMethod<KeyProof, SlotEntry>(
            Wire.TryKey, LockNeed.None, Capability.Manage, AuditClass.None, WireJson.Default.KeyProof, WireJson.Default.SlotEntry,
            (key, _, cancellation) => vault.Keyslots.TryAsync(key, cancellation)),
    ];
}
