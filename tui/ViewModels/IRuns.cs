using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>The detached runs of this machine.</summary>
internal interface IRuns
{
    /// <summary>All of them, the oldest first.</summary>
    /// <exception cref="SecretsException">Failure: they cannot be read.</exception>
    Task<IReadOnlyList<RunEntry>> ListAsync();

    /// <summary>Calls, on any thread, when one of them may have changed, until the result is disposed.</summary>
    /// <returns>Null where the system tells no changes.</returns>
    /// <exception cref="SecretsException">Failure: their folder cannot be made.</exception>
    IDisposable? Watch(Action changed);

    /// <summary>Opens what a run printed.</summary>
    IRunLog OpenLog(int id);

    /// <summary>Ends a run, or what is left of a lost one, and waits until it has ended.</summary>
    /// <exception cref="SecretsException">Conflict: it is over. NotFound.</exception>
    Task StopAsync(int id);

    /// <summary>Has a run started anew, and waits until it runs.</summary>
    /// <exception cref="SecretsException">Conflict: it is over. Locked, Failure, NotFound.</exception>
    Task RestartAsync(int id);
}
