namespace Secrets.Daemon.Vault.Keeping;

/// <summary>Long work on the store as a whole: one at a time, on a thread of its own, and everybody may ask how far it is.</summary>
/// <param name="progress">Where they ask.</param>
internal sealed class KeepingWork(WorkProgress progress) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits for its turn and does it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="work">Is given whom to tell of steps done and those there are.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> RunAsync<T>(string name, Func<Action<long, long>, Task<T>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using WorkSteps steps = progress.Begin(name);
            return await Task.Run(() => work(steps.Tell), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
