using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>What a key opened.</summary>
/// <param name="Identity">The vault's identity; whoever keeps it does not dispose this.</param>
/// <param name="Slot">The slot that it opened.</param>
internal sealed record OpenedSlot(KeyPair Identity, KeyslotRecord Slot) : IDisposable
{
    /// <summary>Wipes the identity.</summary>
    public void Dispose() => Identity.Dispose();
}
