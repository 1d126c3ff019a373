using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>Where connections to the daemon come from.</summary>
internal interface IDaemonSource
{
    /// <summary>Connects.</summary>
    /// <param name="start">Whether to start the daemon where none runs.</param>
    /// <returns>Null where none runs and none was to be started.</returns>
    /// <exception cref="SecretsException">Unreachable: it cannot be started, or does not answer.</exception>
    Task<IDaemonSession?> ConnectAsync(bool start);
}
