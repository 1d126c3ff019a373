using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The ways to open the vault. Every change is one transaction: after a crash the vault opens with what was before it or with what is after.
/// </summary>
/// <param name="door">Opens the vault.</param>
/// <param name="keyChange">Held while keys change: one change at a time.</param>
/// <param name="clock">For records.</param>
internal sealed class VaultKeyslots(VaultDoor door, SemaphoreSlim keyChange, TimeProvider clock) : IVaultKeyslots
{
    private const int MaxLabel = 200;

    /// <inheritdoc/>
    public SlotsReply List()
    {
        OpenVault vault = door.Current();
        return new SlotsReply([.. vault.Store.Read(static transaction => transaction.Keyslots()).Select(slot => Describe(vault, slot))]);
    }

    /// <inheritdoc/>
    public Task<SlotEntry> AddAsync(AddSlotRequest request, Caller caller, CancellationToken cancellationToken)
    {
        SlotOpener.RequireNew(request.Source, request.Key);
        RequireLabel(request.Label);
        return ProvenAsync(request.Proof, "add a slot", caller, async (vault, opened) =>
        {
            byte[] slot = Close(vault, opened, request.Source, request.Key.Span);
            return Describe(vault, await vault.Store.WriteAsync(transaction =>
            {
                KeyslotRecord made = KeyslotDetails.Insert(vault.Device, transaction, request.Source, slot, request.Label, clock.GetUtcNow());
                Record(vault, transaction, AccessKind.SlotAdd, made, caller);
                return made;
            }).ConfigureAwait(false));
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(RemoveSlotRequest request, Caller caller, CancellationToken cancellationToken) => ProvenAsync(request.Proof, "remove a slot", caller, (vault, _) => vault.Store.WriteAsync(transaction =>
    {
        IReadOnlyList<KeyslotRecord> slots = transaction.Keyslots();
        KeyslotRecord slot = slots.FirstOrDefault(slot => slot.Id == request.Id)
            ?? throw new SecretsException(ErrorCode.NotFound, $"no slot {request.Id}", "secrets slot list");
        // One that only a newer release understands opens nothing here.
        if (!slots.Any(other => other.Id != slot.Id && Enum.IsDefined((KeySource)other.Source)))
            throw new SecretsException(ErrorCode.Refused, "the last way to open the vault cannot be removed", "add another first: secrets slot add");
        transaction.Delete(slot);
        Record(vault, transaction, AccessKind.SlotRemove, slot, caller);
        return true;
    }), cancellationToken);

    /// <inheritdoc/>
    public Task ChangePassphraseAsync(PassphraseRequest request, Caller caller, CancellationToken cancellationToken)
    {
        SlotOpener.RequireNew(KeySource.Passphrase, request.Passphrase);
        return ProvenAsync(request.Proof, "change the passphrase", caller, (vault, opened) =>
        {
            byte[] slot = Close(vault, opened, KeySource.Passphrase, request.Passphrase.Span);
            return vault.Store.WriteAsync(transaction =>
            {
                DateTimeOffset now = clock.GetUtcNow();
                vault.Log.Append(transaction, Access.OfVault(AccessKind.Passphrase, caller));
                if (Replaced(transaction, opened.Slot) is not { } before)
                    return KeyslotDetails.Insert(vault.Device, transaction, KeySource.Passphrase, slot, label: null, now);
                KeyslotDetails details = KeyslotDetails.Open(vault.Device, before) with { LastUsedAt = null };
                return transaction.Update(before with { Body = slot, CreatedAt = now, Details = details.Seal(vault.Device, before.Id) });
            });
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecoveryReply> MakeRecoveryAsync(RecoveryRequest request, Caller caller, CancellationToken cancellationToken)
    {
        RequireLabel(request.Label);
        return ProvenAsync(request.Proof, "make a recovery key", caller, async (vault, opened) =>
        {
            using LockedMemory key = LockedMemory.RandomKey();
            byte[] slot = Close(vault, opened, KeySource.Recovery, key.Span);
            KeyslotRecord made = await vault.Store.WriteAsync(transaction =>
            {
                foreach (KeyslotRecord before in request.Replace ? transaction.Keyslots() : [])
                {
                    if (before.Source == (int)KeySource.Recovery)
                        transaction.Delete(before);
                }
                KeyslotRecord made = KeyslotDetails.Insert(vault.Device, transaction, KeySource.Recovery, slot, request.Label, clock.GetUtcNow());
                Record(vault, transaction, AccessKind.Recovery, made, caller);
                return made;
            }).ConfigureAwait(false);
            return new RecoveryReply(Describe(vault, made), RecoveryKey.Write(key.Span));
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<SlotEntry> TryAsync(KeyProof key, Caller caller, CancellationToken cancellationToken) =>
        ProvenAsync(key, "test it", caller, async (vault, opened) =>
        {
            await vault.Log.TryRecordAsync(Access.OfVault(AccessKind.KeyTest, caller, Called(vault, opened.Slot))).ConfigureAwait(false);
            return Describe(vault, opened.Slot);
        }, cancellationToken);

    /// <summary>Remembers that a slot was used, and by whom. Where it cannot be written, the vault is open all the same.</summary>
    public async Task UsedAsync(OpenVault vault, long slotId, Caller caller)
    {
        try
        {
            await vault.Store.WriteAsync(transaction =>
            {
                if (transaction.Keyslots().FirstOrDefault(slot => slot.Id == slotId) is not { } slot)
                    return false;
                Record(vault, transaction, AccessKind.Unlock, slot, caller);
                transaction.Update(slot with { Details = (KeyslotDetails.Open(vault.Device, slot) with { LastUsedAt = clock.GetUtcNow() }).Seal(vault.Device, slot.Id) });
                return true;
            }).ConfigureAwait(false);
        }
        catch (SecretsException)
        {
            // A full disk must not keep anybody from their secrets.
        }
    }

    /// <summary>The passphrase that a new one replaces: the one that was typed, or else the only one there is; null where there is none.</summary>
    private static KeyslotRecord? Replaced(WriteTransaction transaction, KeyslotRecord proven)
    {
        KeyslotRecord[] passphrases = [.. transaction.Keyslots().Where(static slot => slot.Source == (int)KeySource.Passphrase)];
        return passphrases.FirstOrDefault(slot => slot.Id == proven.Id) ?? passphrases switch
        {
            [] => null,
            [KeyslotRecord only] => only,
            _ => throw new SecretsException(ErrorCode.Conflict, "there are several passphrases, and none of them was given", "add one and remove the forgotten: secrets slot list"),
        };
    }

    private async Task<T> ProvenAsync<T>(KeyProof proof, string purpose, Caller caller, Func<OpenVault, OpenedSlot, Task<T>> change, CancellationToken cancellationToken)
    {
        SlotOpener.Require(proof.Source, proof.Key);
        await keyChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await door.WaitAsync(cancellationToken).ConfigureAwait(false);
            OpenVault vault = door.Current();
            return await Task.Run(async () =>
            {
                using OpenedSlot opened = await ProveAsync(vault, proof, purpose, caller).ConfigureAwait(false);
                T result = await change(vault, opened).ConfigureAwait(false);
                door.ReadKinds(vault);
                return result;
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            keyChange.Release();
        }
    }

    private async Task<OpenedSlot> ProveAsync(OpenVault vault, KeyProof proof, string purpose, Caller caller)
    {
        try
        {
            return door.Prove(vault, proof);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Refused)
        {
            await vault.Log.TryRecordAsync(Access.OfVault(AccessKind.WrongKey, caller, $"a {SlotOpener.NameOf(proof.Source)}, to {purpose}")).ConfigureAwait(false);
            throw;
        }
    }

    private static void Record(OpenVault vault, WriteTransaction transaction, AccessKind kind, KeyslotRecord slot, Caller caller) =>
        vault.Log.Append(transaction, Access.OfVault(kind, caller, Called(vault, slot)));

    private static string Called(OpenVault vault, KeyslotRecord slot)
    {
        string? label = KeyslotDetails.Open(vault.Device, slot).Label;
        return $"slot {slot.Id}, {SlotOpener.NameOf((KeySource)slot.Source)}{(label is null ? "" : $" \"{label}\"")}";
    }

    private byte[] Close(OpenVault vault, OpenedSlot opened, KeySource source, ReadOnlySpan<byte> key) =>
        Keyslot.Close(source, key, door.CostOf(source), vault.Record.VaultId, opened.Identity);

    private static SlotEntry Describe(OpenVault vault, KeyslotRecord slot)
    {
        KeyslotDetails details = KeyslotDetails.Open(vault.Device, slot);
        return new SlotEntry(slot.Id, (KeySource)slot.Source, slot.CreatedAt, details.LastUsedAt, details.Label);
    }

    private static void RequireLabel(string? label)
    {
        if (label is { Length: 0 or > MaxLabel } || label?.Any(char.IsControl) == true)
            throw new SecretsException(ErrorCode.Invalid, $"a label has 1 to {MaxLabel} characters, in one line");
    }
}
