using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>What opens the vault. Whoever changes it proves with the passphrase that they may, unlocked or not.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="vault">Is told what opens it.</param>
internal sealed class AccessViewModel(DaemonLink link, VaultViewModel vault)
{
    /// <summary>The slots, oldest first.</summary>
    public async Task<IReadOnlyList<SlotEntry>> LoadAsync() => (await link.Daemon.SlotsAsync(CancellationToken.None).ConfigureAwait(true)).Slots;

    /// <summary>Replaces the passphrase, and clears both.</summary>
    /// <exception cref="SecretsException">Refused: the present one is another.</exception>
    public async Task ChangePassphraseAsync(SecretValue present, SecretValue next)
    {
        using PassphraseRequest request = new(new KeyProof(KeySource.Passphrase, present), next);
        await link.Daemon.PassphraseAsync(request, CancellationToken.None).ConfigureAwait(true);
        await vault.RefreshAsync().ConfigureAwait(true);
    }

    /// <summary>Removes a slot, and clears the passphrase.</summary>
    /// <exception cref="SecretsException">Refused: the passphrase is another, or it is the last slot.</exception>
    public async Task RemoveAsync(SecretValue passphrase, long id)
    {
        using RemoveSlotRequest request = new(new KeyProof(KeySource.Passphrase, passphrase), id);
        await link.Daemon.RemoveSlotAsync(request, CancellationToken.None).ConfigureAwait(true);
        await vault.RefreshAsync().ConfigureAwait(true);
    }

    /// <summary>Makes a recovery key, and clears the passphrase. The caller disposes the key, which is told this once.</summary>
    /// <exception cref="SecretsException">Refused: the passphrase is another.</exception>
    public async Task<RecoveryReply> MakeRecoveryAsync(SecretValue passphrase)
    {
        using RecoveryRequest request = new(new KeyProof(KeySource.Passphrase, passphrase));
        RecoveryReply reply = await link.Daemon.RecoveryAsync(request, CancellationToken.None).ConfigureAwait(true);
        await vault.RefreshAsync().ConfigureAwait(true);
        return reply;
    }
}
