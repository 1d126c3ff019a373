namespace Secrets.Tests.Daemon.Vault;

/// <summary>A clock that stands still until it is moved; timers ring while it moves.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private TimeSpan _monotonic;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _monotonic.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        FakeTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Both clocks go on.</summary>
    public void Advance(TimeSpan time)
    {
        _now += time;
        _monotonic += time;
        while (Due() is { } timer)
            timer.Ring();
    }

    /// <summary>The machine sleeps: only the wall clock goes on, and no timer rings.</summary>
    public void Sleep(TimeSpan time) => _now += time;

    public int Pending
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    private FakeTimer? Due()
    {
        lock (_gate)
            return _timers.Find(timer => timer.Due <= _monotonic);
    }

    private sealed class FakeTimer(FakeClock clock, Action ring) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Ring()
        {
            Dispose();
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._monotonic + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
