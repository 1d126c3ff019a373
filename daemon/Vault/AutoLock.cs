namespace Secrets.Daemon.Vault;

/// <summary>
/// Decides when an unlocked vault locks by itself. Time is the larger of what the monotonic clock and the wall clock say: the first stands
/// still while the machine sleeps, the second can be set back. One timer, rearmed when it rings; using the vault costs no timer.
/// </summary>
internal sealed class AutoLock(TimeProvider clock, VaultSettings settings, Action expired) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _startStamp;
    private DateTimeOffset _startTime;
    private TimeSpan _lastUse;

    /// <summary>Begins to count, from now.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _startStamp = clock.GetTimestamp();
            _startTime = clock.GetUtcNow();
            _lastUse = TimeSpan.Zero;
            _timer = clock.CreateTimer(static self => ((AutoLock)self!).Ring(), this, Remaining(), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Stops counting.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>The vault is used. False where its time was up already: the timer is late after the machine slept.</summary>
    public bool Touch()
    {
        lock (_gate)
        {
            if (_timer is null)
                return true;
            if (Remaining() <= TimeSpan.Zero)
                return false;
            _lastUse = Elapsed();
            return true;
        }
    }

    /// <summary>Whole seconds until the vault locks, or null while nothing counts.</summary>
    public long? Seconds()
    {
        lock (_gate)
            return _timer is null ? null : Math.Max(0, (long)Math.Ceiling(Remaining().TotalSeconds));
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Ring()
    {
        lock (_gate)
        {
            if (_timer is null)
                return;
            if (Remaining() is var remaining && remaining > TimeSpan.Zero)
            {
                _timer.Change(remaining, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        expired();
    }

    private TimeSpan Remaining()
    {
        TimeSpan elapsed = Elapsed();
        TimeSpan idle = _lastUse + settings.LocksWhenIdle - elapsed;
        TimeSpan absolute = settings.LocksAfter - elapsed;
        return idle < absolute ? idle : absolute;
    }

    private TimeSpan Elapsed()
    {
        TimeSpan monotonic = clock.GetElapsedTime(_startStamp);
        TimeSpan wall = clock.GetUtcNow() - _startTime;
        return wall > monotonic ? wall : monotonic;
    }
}
