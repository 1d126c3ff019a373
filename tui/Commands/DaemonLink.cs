using Secrets.Shared;
using Secrets.Shared.Client;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The daemon at the end of the pipe, over one connection for the whole command.</summary>
/// <param name="paths">Where the pipe lies.</param>
internal sealed class DaemonLink(SecretsPaths paths) : IDaemonLink
{
    private readonly Connector _connector = new(paths);
    private DaemonClient? _client;

    /// <inheritdoc/>
    public ISecretsDaemon Connect() => _client ??= DaemonClient.Direct(_connector.Connect());

    /// <inheritdoc/>
    public ISecretsDaemon ConnectPatiently()
    {
        UnixPipeStream pipe = _connector.Connect();
        pipe.SetTimeouts(TimeSpan.Zero, TimeSpan.Zero);
        return DaemonClient.Direct(pipe);
    }

    /// <inheritdoc/>
    public ISecretsDaemon? TryConnect() =>
        _client ??= _connector.TryConnect() is { } pipe ? DaemonClient.Direct(pipe) : null;
}
