using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>The vault as a whole: whether there is one, and whether it is open.</summary>
internal sealed class VaultViewModel(DaemonLink link)
{
    /// <summary>What the daemon said last; null before it said anything.</summary>
    public VaultStatus? Status { get; private set; }

    public bool IsMissing => Status is { Initialized: false };

    public bool IsLocked => Status is { Initialized: true, Locked: true };

    public async Task RefreshAsync() => Status = await link.Daemon.StatusAsync(CancellationToken.None).ConfigureAwait(true);

    /// <summary>Takes over a notice.</summary>
    public void SetLocked(bool locked) => Status = Status is null ? null : Status with { Locked = locked, Initialized = Status.Initialized || !locked };

    /// <summary>Opens the vault, and clears the passphrase.</summary>
    /// <exception cref="SecretsException">Refused: it was the wrong one.</exception>
    public async Task UnlockAsync(SecretValue passphrase)
    {
        using UnlockRequest request = new(KeySource.Passphrase, passphrase);
        await link.Daemon.UnlockAsync(request, CancellationToken.None).ConfigureAwait(true);
        SetLocked(false);
    }

    /// <summary>Makes the vault, and clears the passphrase.</summary>
    /// <exception cref="SecretsException">Conflict: there is one already.</exception>
    public async Task InitAsync(SecretValue passphrase)
    {
        using InitRequest request = new(KeySource.Passphrase, passphrase);
        await link.Daemon.InitAsync(request, CancellationToken.None).ConfigureAwait(true);
        await RefreshAsync().ConfigureAwait(true);
    }

    public async Task LockAsync()
    {
        await link.Daemon.LockAsync(CancellationToken.None).ConfigureAwait(true);
        SetLocked(true);
    }
}
