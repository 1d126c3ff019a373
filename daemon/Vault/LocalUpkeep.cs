using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What keeps the secrets of the vault on this machine in order.</summary>
/// <param name="used">The vault, for a call that counts as use.</param>
/// <param name="observer">Is told what changed.</param>
/// <param name="copier">Copies.</param>
/// <param name="comparer">Compares.</param>
/// <param name="clock">Tells what has expired.</param>
internal sealed class LocalUpkeep(Func<OpenVault> used, IVaultObserver observer, SecretCopier copier, SecretComparer comparer, TimeProvider clock) : IUpkeep
{
    /// <inheritdoc/>
    public Task<DueReply> DueAsync(DueRequest request) => Task.FromResult(new DueSecrets(used(), request, clock.GetUtcNow()).Find());

    /// <inheritdoc/>
    public async Task RenameAsync(RenameRequest request, Caller caller)
    {
        await SecretRenamer.RenameAsync(used(), request, caller, clock.GetUtcNow()).ConfigureAwait(false);
        Changed(request.Scope, [request.Name, request.To]);
    }

    /// <inheritdoc/>
    public async Task CopyAsync(CopyRequest request, Caller caller)
    {
        await copier.CopyAsync(used(), request, caller).ConfigureAwait(false);
        if (request.Move)
            Changed(request.Scope, request.Names);
        Changed(request.To, request.NewName is { } name ? [name] : request.Names);
    }

    /// <inheritdoc/>
    public Task<DiffReply> DiffAsync(DiffRequest request) => Task.FromResult(comparer.Compare(used(), request));

    private void Changed(SecretScope? scope, IReadOnlyList<string> names) =>
        observer.Changed(new ChangeNotice((scope ?? SecretScope.Default).Project, (scope ?? SecretScope.Default).Environment, names));
}
