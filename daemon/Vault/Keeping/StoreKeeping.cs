using Secrets.Daemon.Vault.Keys;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>What concerns the store as a whole.</summary>
/// <param name="door">Opens the vault.</param>
/// <param name="keys">The keys of an unlocked one.</param>
/// <param name="keyChange">Held while keys change.</param>
/// <param name="paths">Where the vault lies.</param>
/// <param name="opened">Is told that the vault was replaced and is unlocked.</param>
internal sealed class StoreKeeping(VaultDoor door, KeyHolder keys, SemaphoreSlim keyChange, SecretsPaths paths, Action opened) : IStoreKeeping, IDisposable
{
    private readonly KeepingWork _work = new();

    /// <inheritdoc/>
    public ProgressReply Progress => _work.Progress;

    /// <inheritdoc/>
    public Task<BackupReply> BackupAsync(BackupRequest request, CancellationToken cancellationToken) => _work.RunAsync(
        "backup", progress => Task.FromResult(new BackupFile(request.Path, paths).Write(door.Current(), request.Force, progress, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<BackupReply> RestoreAsync(RestoreRequest request, CancellationToken cancellationToken)
    {
        SlotOpener.Require(request.Key.Source, request.Key.Key);
        return _work.RunAsync("restore", async progress =>
        {
            await keyChange.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await door.WaitAsync(cancellationToken).ConfigureAwait(false);
                BackupReply reply = new Restoring(door, paths).Restore(request, progress);
                opened();
                return reply;
            }
            finally
            {
                keyChange.Release();
            }
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CheckReply> CheckAsync(CancellationToken cancellationToken) => _work.RunAsync(
        "check", progress => Task.FromResult(Checking.Check(door.Current(), keys, progress, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();
}
