using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>Long work: one at a time, on a thread of its own, and everybody may ask how far it is.</summary>
internal sealed class KeepingWork : IDisposable
{
    private static readonly ProgressReply Nothing = new();

    private readonly SemaphoreSlim _one = new(1, 1);
    private ProgressReply _progress = Nothing;

    /// <summary>How far it is.</summary>
    public ProgressReply Progress => Volatile.Read(ref _progress);

    /// <summary>Waits for its turn and does it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="work">Is given whom to tell of steps done and those there are.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> RunAsync<T>(string name, Func<Action<long, long>, Task<T>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Volatile.Write(ref _progress, new ProgressReply(name));
            return await Task.Run(() => work((done, total) => Volatile.Write(ref _progress, new ProgressReply(name, done, total))), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _progress, Nothing);
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
