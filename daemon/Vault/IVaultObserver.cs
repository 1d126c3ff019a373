using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Is told what changed. The vault calls it without holding a lock; it returns at once and never throws.</summary>
internal interface IVaultObserver
{
    /// <summary>Secrets of a scope were written or removed, durably.</summary>
    void Changed(ChangeNotice notice);

    /// <summary>The vault was locked or unlocked, by whomever.</summary>
    void LockChanged(LockNotice notice);

    /// <summary>The audit log has grown, durably. Called from the writer's turn, so it must not come back to the store.</summary>
    void Audited(AuditNotice notice);
}
