using System.Collections.Concurrent;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Tests.Daemon.Audit;

/// <summary>Remembers how the log grew.</summary>
internal sealed class QuietObserver : IVaultObserver
{
    public ConcurrentQueue<long> Sequences { get; } = [];

    public void Changed(ChangeNotice notice)
    {
    }

    public void LockChanged(LockNotice notice)
    {
    }

    public void Audited(AuditNotice notice) => Sequences.Enqueue(notice.Sequence);
}
