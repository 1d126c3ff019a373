using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>The versions of secrets: what was, what is staged, and the way back.</summary>
internal sealed class VersionsViewModel(DaemonLink link, SecretsViewModel secrets)
{
    /// <summary>The versions of a secret, newest first.</summary>
    /// <exception cref="SecretsException">NotFound, and what else the daemon may say.</exception>
    public async Task<IReadOnlyList<VersionEntry>> LoadAsync(string name) =>
        await link.Daemon.WholeHistoryAsync(new HistoryRequest(name, secrets.Scope), CancellationToken.None).ConfigureAwait(true);

    /// <summary>Brings an old value back as a new version, and returns its number.</summary>
    /// <exception cref="SecretsException">Locked, NotFound, Invalid (it is a deletion).</exception>
    public async Task<int> RollBackAsync(string name, int to)
    {
        RollbackReply reply = await link.Daemon.RollbackAsync(new RollbackRequest(name, to, secrets.Scope), CancellationToken.None).ConfigureAwait(true);
        await secrets.RefreshAsync().ConfigureAwait(true);
        return reply.Version;
    }

    /// <summary>What a deploy would do, by name.</summary>
    public async Task<IReadOnlyList<StagedChange>> LoadStagedAsync()
    {
        List<StagedChange> changes = [];
        foreach (SecretEntry secret in secrets.All)
        {
            if (!SecretsViewModel.IsStaged(secret))
                continue;
            IReadOnlyList<VersionEntry> versions = await LoadAsync(secret.Name).ConfigureAwait(true);
            VersionEntry? live = versions.FirstOrDefault(version => version.Live);
            if (versions.FirstOrDefault(version => version.Staged) is { } staged)
                changes.Add(new StagedChange(secret.Name, live?.Version ?? 0, staged.Version, staged.Kind == "deletion", live?.Digest, staged.Digest));
        }
        return changes;
    }

    /// <summary>Makes what is staged live, all or none.</summary>
    public Task<StagingReply> DeployAsync() => ChangeAsync(link.Daemon.DeployAsync(new StagingRequest(Scope: secrets.Scope), CancellationToken.None));

    /// <summary>Forgets what is staged, all or none.</summary>
    public Task<StagingReply> DiscardAsync() => ChangeAsync(link.Daemon.DiscardAsync(new StagingRequest(Scope: secrets.Scope), CancellationToken.None));

    /// <summary>Takes the last change of the environment back, whatever it was and whoever made it.</summary>
    /// <exception cref="SecretsException">NotFound: there is nothing to undo, or it is undone already.</exception>
    public Task<UndoReply> UndoAsync() => ChangeAsync(link.Daemon.UndoAsync(new UndoRequest(secrets.Scope, Redo: false), CancellationToken.None));

    /// <summary>Makes the last change of the environment again, which was undone.</summary>
    /// <exception cref="SecretsException">NotFound: the last change is no undo.</exception>
    public Task<UndoReply> RedoAsync() => ChangeAsync(link.Daemon.UndoAsync(new UndoRequest(secrets.Scope, Redo: true), CancellationToken.None));

    private async Task<T> ChangeAsync<T>(Task<T> change)
    {
        T reply = await change.ConfigureAwait(true);
        await secrets.RefreshAsync().ConfigureAwait(true);
        return reply;
    }
}
