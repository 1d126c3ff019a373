using Secrets.Daemon.Vault.Keys;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>What concerns the store as a whole.</summary>
/// <param name="door">Opens the vault.</param>
/// <param name="keys">The keys of an unlocked one.</param>
/// <param name="keyChange">Held while keys change.</param>
/// <param name="paths">Where the vault lies.</param>
/// <param name="progress">Is told how far long work is.</param>
/// <param name="opened">Is told that the vault was replaced and is unlocked.</param>
internal sealed class StoreKeeping(VaultDoor door, KeyHolder keys, SemaphoreSlim keyChange, SecretsPaths paths, WorkProgress progress, Action opened)
    : IStoreKeeping, IDisposable
{
    private readonly KeepingWork _work = new(progress);
    private Task _resumed = Task.CompletedTask;

    /// <inheritdoc/>
    public ProgressReply Progress => progress.Current;

    /// <inheritdoc/>
    public Task<BackupReply> BackupAsync(BackupRequest request, Caller caller, CancellationToken cancellationToken) => _work.RunAsync(
        "backup", async tell =>
        {
            OpenVault vault = door.Current();
            BackupReply reply = new BackupFile(request.Path, paths).Write(vault, request.Force, tell, cancellationToken);
            // The file is there, whatever becomes of the record.
            await vault.Log.TryRecordAsync(Access.OfVault(AccessKind.Backup, caller, $"to {request.Path}")).ConfigureAwait(false);
            return reply;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<BackupReply> RestoreAsync(RestoreRequest request, Caller caller, CancellationToken cancellationToken)
    {
        SlotOpener.Require(request.Key.Source, request.Key.Key);
        return _work.RunAsync("restore", async tell =>
        {
            await keyChange.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await door.WaitAsync(cancellationToken).ConfigureAwait(false);
                BackupReply reply = new Restoring(door, paths).Restore(request, tell);
                opened();
                await door.Current().Log.TryRecordAsync(Access.OfVault(AccessKind.Restore, caller, $"from {request.Path}")).ConfigureAwait(false);
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
        "check", tell => Task.FromResult(Checking.Check(door.Current(), keys, tell, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<RotateReply> RotateAsync(RotateRequest request, Caller caller, CancellationToken cancellationToken) => _work.RunAsync("rotate", async tell =>
    {
        OpenVault vault = door.Current();
        if (keys.IsLocked)
            throw KeyHolder.Locked();
        Rotating rotating = new(vault, keys);
        // What was begun before is done first: an environment has one former pair at most.
        _ = await rotating.ResumeAsync(tell, cancellationToken).ConfigureAwait(false);
        await keyChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            SecretScope? scope = request.All ? null : request.Scope ?? SecretScope.Default;
            await rotating.BeginAsync(new Access(AccessKind.Rotate, scope, [], caller), record => door.Renew(vault, record)).ConfigureAwait(false);
        }
        finally
        {
            keyChange.Release();
        }
        return await rotating.ResumeAsync(tell, cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>Goes on, in the background, with a rotation that a crash or a lock interrupted.</summary>
    public void Resume(OpenVault vault)
    {
        if (new Rotating(vault, keys).IsBegun)
            _resumed = Task.WhenAll(_resumed, ResumeAsync(vault));
    }

    /// <summary>Waits for the background; it ends soon once the keys are wiped.</summary>
    public void Wait() => _resumed.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private async Task ResumeAsync(OpenVault vault)
    {
        try
        {
            await _work.RunAsync("rotate", tell => new Rotating(vault, keys).ResumeAsync(tell, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        }
        catch (SecretsException)
        {
            // Locked again, or nothing could be written: the next unlock goes on.
        }
    }
}
