using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>One connection to the daemon. Its events may come on any thread.</summary>
internal interface IDaemonSession : IDisposable
{
    ISecretsDaemon Daemon { get; }

    /// <summary>Secrets were written or removed, by whomever.</summary>
    event Action<ChangeNotice>? Changed;

    /// <summary>The vault was locked or unlocked, by whomever.</summary>
    event Action<LockNotice>? LockChanged;

    /// <summary>The audit log has grown; told only where it is followed.</summary>
    event Action<AuditNotice>? Audited;

    /// <summary>The connection ended; once.</summary>
    event Action? Closed;
}
