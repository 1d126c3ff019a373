namespace Secrets.Daemon.Rpc;

/// <summary>
/// The connections there are, and the places for them. Whoever comes while all places are taken waits for one as long as there is hope:
/// while places come free, or where a client is gone and its place is about to be. Thread-safe.
/// </summary>
internal sealed class ConnectionTable(ServerLimits limits, TimeProvider clock) : IDisposable
{
    /// <summary>So long is waited even where nothing has moved for a while: what is happening just now may end.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly HashSet<Connection> _connections = [];
    private readonly SemaphoreSlim _places = new(limits.Connections);
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastFreed = clock.GetTimestamp();
    private bool _closed;

    /// <summary>Takes a place where one is free. Who got one owes an <see cref="Add"/> or a <see cref="FreePlace"/>.</summary>
    public bool TakePlace() => _places.Wait(0, CancellationToken.None);

    /// <summary>Waits for a place and takes it.</summary>
    /// <returns>False where all stay taken.</returns>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public async Task<bool> WaitForPlaceAsync(CancellationToken stopping)
    {
        do
        {
            TimeSpan rest = Rest();
            if (await _places.WaitAsync(rest > LeastWait ? rest : LeastWait, stopping).ConfigureAwait(false))
                return true;
        }
        while (Rest() > TimeSpan.Zero || AnyIsGone());
        return false;
    }

    /// <summary>Gives a place back that no connection was made for.</summary>
    public void FreePlace()
    {
        Volatile.Write(ref _lastFreed, clock.GetTimestamp());
        _places.Release();
    }

    /// <summary>Puts a connection in its place.</summary>
    /// <returns>False after <see cref="Close"/>; the place is free again then.</returns>
    public bool Add(Connection connection)
    {
        lock (_gate)
        {
            if (!_closed)
                return _connections.Add(connection);
        }
        FreePlace();
        return false;
    }

    /// <summary>Forgets a connection that has ended, before it is disposed, and frees its place.</summary>
    public void Remove(Connection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            if (_connections.Count == 0 && _closed)
                _empty.TrySetResult();
        }
        FreePlace();
    }

    /// <summary>Takes no more connections.</summary>
    /// <returns>Ends with the last of them.</returns>
    public Task Close()
    {
        lock (_gate)
        {
            _closed = true;
            if (_connections.Count == 0)
                _empty.TrySetResult();
        }
        return _empty.Task;
    }

    /// <summary>Those there are now.</summary>
    public Connection[] All()
    {
        lock (_gate)
            return [.. _connections];
    }

    /// <summary>The process with the most connections, and how many those are.</summary>
    public (int Pid, int Count) Busiest()
    {
        lock (_gate)
            return _connections.CountBy(connection => connection.PeerPid).Select(pair => (pair.Key, pair.Value)).DefaultIfEmpty().MaxBy(pair => pair.Value);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private TimeSpan Rest() => limits.PlaceTime - clock.GetElapsedTime(Volatile.Read(ref _lastFreed));

    /// <summary>Under the gate, where no connection is disposed.</summary>
    private bool AnyIsGone()
    {
        lock (_gate)
            return _connections.Any(connection => connection.IsGone);
    }
}
