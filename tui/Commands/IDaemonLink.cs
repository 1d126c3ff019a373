using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>The way to the daemon.</summary>
internal interface IDaemonLink
{
    /// <summary>The daemon, started where none runs.</summary>
    /// <exception cref="SecretsException">Unreachable.</exception>
    ISecretsDaemon Connect();

    /// <summary>The daemon, started where none runs, over a connection of its own that waits for an answer as long as it takes.</summary>
    /// <exception cref="SecretsException">Unreachable.</exception>
    ISecretsDaemon ConnectPatiently();

    /// <summary>The daemon, or null where none runs.</summary>
    ISecretsDaemon? TryConnect();
}
