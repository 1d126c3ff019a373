using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;

namespace Secrets.Daemon.Vault;

/// <summary>A vault whose store is open and authenticated, locked or not: everything but secret keys.</summary>
/// <param name="Store">The store.</param>
/// <param name="Device">The keys of names and tags.</param>
/// <param name="Record">The vault's own record.</param>
/// <param name="Log">Where accesses are recorded.</param>
internal sealed record OpenVault(SecretStore Store, DeviceKeys Device, VaultRecord Record, IAccessLog Log) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        Device.Dispose();
    }
}
