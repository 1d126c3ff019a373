namespace Secrets.Tui.Terminal;

/// <summary>A timer of a <see cref="LoopTimeProvider"/>.</summary>
internal sealed class LoopTimer(LoopTimeProvider owner, Action callback) : ITimer
{
    /// <summary>When it goes off, as a timestamp of its owner.</summary>
    public long Due { get; set; }

    /// <summary>How long after that it goes off again, or null.</summary>
    public TimeSpan? Period { get; private set; }

    public Action Callback { get; } = callback;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
        owner.Set(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
        return true;
    }

    public void Dispose() => owner.Set(this, null);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
