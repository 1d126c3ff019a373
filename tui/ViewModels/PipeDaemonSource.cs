using Secrets.Shared.Client;

namespace Secrets.Tui.ViewModels;

/// <summary>Connections through the pipe.</summary>
internal sealed class PipeDaemonSource(Connector connector) : IDaemonSource
{
    /// <inheritdoc/>
    /// <remarks>Connecting blocks for as long as the daemon takes to start, so it happens on another thread.</remarks>
    public Task<IDaemonSession?> ConnectAsync(bool start) => Task.Run(IDaemonSession? () =>
        (start ? connector.Connect() : connector.TryConnect()) is { } pipe ? new PipeDaemonSession(pipe) : null);
}
