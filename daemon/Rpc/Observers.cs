using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Rpc;

/// <summary>Tells several observers, in their order.</summary>
internal sealed class Observers(params IVaultObserver[] all) : IVaultObserver
{
    /// <inheritdoc/>
    public void Changed(ChangeNotice notice)
    {
        foreach (IVaultObserver observer in all)
            observer.Changed(notice);
    }

    /// <inheritdoc/>
    public void LockChanged(LockNotice notice)
    {
        foreach (IVaultObserver observer in all)
            observer.LockChanged(notice);
    }

    /// <inheritdoc/>
    public void Audited(AuditNotice notice)
    {
        foreach (IVaultObserver observer in all)
            observer.Audited(notice);
    }
}
