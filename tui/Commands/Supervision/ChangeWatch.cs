using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>
/// Calls whenever secrets may have changed or the vault was unlocked: at each notice, and when the daemon is there again after it was
/// gone. It starts no daemon.
/// </summary>
internal sealed class ChangeWatch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Connector _connector;
    private readonly Action _wake;
    private readonly ManualResetEventSlim _ended = new();

    /// <param name="paths">Where the pipe lies.</param>
    /// <param name="wake">Called from another thread; returns at once.</param>
    public ChangeWatch(SecretsPaths paths, Action wake)
    {
        _connector = new Connector(paths);
        _wake = wake;
        new Thread(Run, 256 * 1024) { IsBackground = true, Name = "changes" }.Start();
    }

    /// <summary>Calls no more, after a call that is under way.</summary>
    public void Dispose() => _ended.Set();

    private void Run()
    {
        do
        {
            try
            {
                if (_connector.TryConnect() is { } pipe)
                    Follow(pipe);
            }
            catch (SecretsException)
            {
                // It ends, or is busy: we look again.
            }
        }
        while (!_ended.Wait(Pause));
    }

    private void Follow(UnixPipeStream pipe)
    {
        using ManualResetEventSlim closed = new();
        using RpcConnection connection = new(pipe);
        connection.Closed += closed.Set;
        connection.Changed += _ => _wake();
        connection.LockChanged += _ => _wake();
        using DaemonClient client = new(connection);
        client.SubscribeAsync(CancellationToken.None).GetAwaiter().GetResult();
        // What happened before we listened.
        _wake();
        WaitHandle.WaitAny([closed.WaitHandle, _ended.WaitHandle]);
    }
}
