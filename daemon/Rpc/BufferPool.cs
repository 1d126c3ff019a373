using System.Collections.Concurrent;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// A few buffers for all connections, so that a request allocates none and an idle daemon keeps few. They are pinned, and what is
/// pinned is collected late.
/// </summary>
/// <param name="create">Makes one.</param>
/// <param name="clear">Clears one for its next user.</param>
internal sealed class BufferPool<T>(Func<T> create, Action<T> clear) : IDisposable
    where T : class, IDisposable
{
    private const int Kept = 8;

    private readonly ConcurrentQueue<T> _free = new();

    /// <summary>An empty buffer; give it back with <see cref="Return"/>, or dispose it.</summary>
    public T Rent() => _free.TryDequeue(out T? buffer) ? buffer : create();

    /// <summary>Clears a buffer and keeps it for the next.</summary>
    public void Return(T buffer)
    {
        clear(buffer);
        if (_free.Count < Kept)
            _free.Enqueue(buffer);
        else
            buffer.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_free.TryDequeue(out T? buffer))
            buffer.Dispose();
    }
}
