namespace Secrets.Tui.ViewModels;

/// <summary>What a run printed, masked, from its beginning as far as it was kept.</summary>
internal interface IRunLog : IDisposable
{
    /// <summary>Reads what comes next.</summary>
    /// <returns>How much; 0 when there is no more for now.</returns>
    Task<int> ReadAsync(byte[] buffer);

    /// <summary>Calls, on any thread, when there may be more, until the result is disposed.</summary>
    /// <returns>Null where the system tells no changes.</returns>
    IDisposable? Watch(Action changed);
}
