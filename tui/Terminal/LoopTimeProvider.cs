namespace Secrets.Tui.Terminal;

/// <summary>
/// A clock whose timers go off on the screen's thread, between events, and for which no thread waits: so view models need no lock,
/// and an idle screen has nothing pending.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="wake">Called when the next timer is due at another time than before.</param>
internal sealed class LoopTimeProvider(TimeProvider clock, Action wake) : TimeProvider
{
    private readonly List<LoopTimer> _timers = [];

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <summary>How long until the next timer is due, zero when one is; null when there is none.</summary>
    public TimeSpan? UntilNext
    {
        get
        {
            lock (_timers)
                return _timers.Count == 0 ? null : Until(_timers.Min(timer => timer.Due));
        }
    }

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        LoopTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The callback of a timer that is due, which is then set for its next time; null when none is.</summary>
    public Action? TakeDue()
    {
        lock (_timers)
        {
            long now = GetTimestamp();
            LoopTimer? due = _timers.Where(timer => timer.Due <= now).MinBy(timer => timer.Due);
            if (due is null)
                return null;
            _timers.Remove(due);
            if (due.Period is { } period)
                Set(due, period);
            return due.Callback;
        }
    }

    /// <summary>Sets a timer for so much later, or (null) for never.</summary>
    public void Set(LoopTimer timer, TimeSpan? delay)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
            if (delay is { } time)
            {
                timer.Due = GetTimestamp() + (long)(time.TotalSeconds * TimestampFrequency);
                _timers.Add(timer);
            }
        }
        wake();
    }

    private TimeSpan Until(long due)
    {
        TimeSpan left = GetElapsedTime(GetTimestamp(), due);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
