using Secrets.Shared.Client;

namespace Secrets.Tui.ViewModels;

/// <summary>Connections through the pipe.</summary>
internal sealed class PipeDaemonSource(Connector connector) : IDaemonSource
{
    /// <inheritdoc/>
    /// <remarks>
    /// A daemon that runs takes a connection at once, and a start of the screen should not wait for another thread to begin. Starting
    /// the daemon, and asking again and again whether it is back, may block, and happens elsewhere.
    /// </remarks>
    public async Task<IDaemonSession?> ConnectAsync(bool start)
    {
        UnixPipeStream? pipe = start ? connector.TryConnect() : null;
        pipe ??= await Task.Run(() => start ? connector.Connect() : connector.TryConnect()).ConfigureAwait(true);
        return pipe is null ? null : new PipeDaemonSession(pipe);
    }
}
