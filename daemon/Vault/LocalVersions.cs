using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>The versions of the vault on this machine.</summary>
/// <param name="used">The vault, for a call that counts as use.</param>
/// <param name="keys">The keys, where they are at hand.</param>
/// <param name="observer">Is told what changed.</param>
/// <param name="clock">For records.</param>
internal sealed class LocalVersions(Func<OpenVault> used, KeyHolder keys, IVaultObserver observer, TimeProvider clock) : IVersions
{
    private readonly SecretRollback _rollback = new(keys, clock);
    private readonly Staging _staging = new(clock);
    private readonly ChangeUndoer _undoer = new(clock);

    /// <inheritdoc/>
    public Task<HistoryReply> HistoryAsync(HistoryRequest request) => Task.FromResult(SecretHistory.Read(used(), request));

    /// <inheritdoc/>
    public async Task<RollbackReply> RollbackAsync(RollbackRequest request, Caller caller)
    {
        RollbackReply reply = await _rollback.RunAsync(used(), request, caller).ConfigureAwait(false);
        Changed(request.Scope, [request.Name]);
        return reply;
    }

    /// <inheritdoc/>
    public async Task<StagingReply> DeployAsync(StagingRequest request, Caller caller) =>
        Changed(request.Scope, await _staging.DeployAsync(used(), request, caller).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<StagingReply> DiscardAsync(StagingRequest request, Caller caller) =>
        Changed(request.Scope, await _staging.DiscardAsync(used(), request, caller).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<UndoReply> UndoAsync(UndoRequest request, Caller caller)
    {
        (UndoReply reply, IReadOnlyList<ChangeNotice> notices) = await _undoer.RunAsync(used(), request, caller).ConfigureAwait(false);
        foreach (ChangeNotice notice in notices)
            observer.Changed(notice);
        return reply;
    }

    private StagingReply Changed(SecretScope? scope, StagingReply reply)
    {
        if (reply.Secrets.Count > 0)
            Changed(scope, [.. reply.Secrets.Select(static secret => secret.Name)]);
        return reply;
    }

    private void Changed(SecretScope? scope, IReadOnlyList<string> names) =>
        observer.Changed(new ChangeNotice((scope ?? SecretScope.Default).Project, (scope ?? SecretScope.Default).Environment, names));
}
