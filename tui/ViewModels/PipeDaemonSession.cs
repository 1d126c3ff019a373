using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>A connection through the pipe.</summary>
internal sealed class PipeDaemonSession : IDaemonSession
{
    private readonly DaemonClient _client;
    private readonly RpcConnection _connection;

    /// <param name="pipe">The open pipe, which belongs to the session from now on.</param>
    public PipeDaemonSession(UnixPipeStream pipe)
    {
        _connection = new RpcConnection(pipe);
        _client = new DaemonClient(_connection);
    }

    public event Action<ChangeNotice>? Changed
    {
        add => _connection.Changed += value;
        remove => _connection.Changed -= value;
    }

    public event Action<LockNotice>? LockChanged
    {
        add => _connection.LockChanged += value;
        remove => _connection.LockChanged -= value;
    }

    public event Action<AuditNotice>? Audited
    {
        add => _connection.Audited += value;
        remove => _connection.Audited -= value;
    }

    public event Action? Closed
    {
        add => _connection.Closed += value;
        remove => _connection.Closed -= value;
    }

    public ISecretsDaemon Daemon => _client;

    public void Dispose() => _client.Dispose();
}
