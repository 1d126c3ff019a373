using Secrets.Shared.Contract;
using Secrets.Tui.ViewModels;

namespace Secrets.Tests.Tui.ViewModels;

/// <summary>A connection to a <see cref="MemoryDaemon"/>.</summary>
internal sealed class MemorySession(MemoryDaemon daemon) : IDaemonSession
{
    public event Action<ChangeNotice>? Changed;

    public event Action<LockNotice>? LockChanged;

    public event Action<AuditNotice>? Audited;

    public event Action? Closed;

    public ISecretsDaemon Daemon => daemon;

    public void Tell(ChangeNotice notice) => Changed?.Invoke(notice);

    public void Tell(LockNotice notice) => LockChanged?.Invoke(notice);

    public void Tell(AuditNotice notice) => Audited?.Invoke(notice);

    public void Close() => Closed?.Invoke();

    public void Dispose() => daemon.Forget(this);
}
