using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The ways to open the vault. Whoever changes them brings a key that opens it: that it is unlocked at the moment does not make one its owner.
/// All of it works while the vault is locked, and fails with <see cref="SecretsException"/> only.
/// </summary>
internal interface IVaultKeyslots
{
    /// <summary><c>vault.slots</c></summary>
    SlotsReply List();

    /// <summary><c>vault.addSlot</c></summary>
    Task<SlotEntry> AddAsync(AddSlotRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>vault.removeSlot</c></summary>
    Task RemoveAsync(RemoveSlotRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>vault.passphrase</c></summary>
    Task ChangePassphraseAsync(PassphraseRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>vault.recovery</c>; the caller disposes the reply.</summary>
    Task<RecoveryReply> MakeRecoveryAsync(RecoveryRequest request, Caller caller, CancellationToken cancellationToken);

    /// <summary><c>vault.tryKey</c></summary>
    Task<SlotEntry> TryAsync(KeyProof key, Caller caller, CancellationToken cancellationToken);
}
