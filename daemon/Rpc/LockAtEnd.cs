using Microsoft.Extensions.Hosting;
using Secrets.Daemon.Vault;

namespace Secrets.Daemon.Rpc;

/// <summary>Locks the vault when the daemon ends. Registered before the server, so that it stops after it.</summary>
internal sealed class LockAtEnd(IVault vault, Caller self) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => vault.LockAsync(self, cancellationToken);
}
