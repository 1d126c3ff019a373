namespace Secrets.Tui.Launch.Children;

/// <summary>The events of a run, from many threads to the one that decides.</summary>
internal sealed class RunEvents
{
    private readonly object _gate = new();
    private readonly Queue<RunEvent> _events = new();

    /// <summary>Adds one.</summary>
    public void Post(RunEvent one)
    {
        lock (_gate)
        {
            _events.Enqueue(one);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for one.</summary>
    /// <param name="patience">How long, or null for ever.</param>
    /// <returns>The next one, or null where none came in time.</returns>
    public RunEvent? Take(TimeSpan? patience = null)
    {
        lock (_gate)
        {
            // One thread takes: when it wakes there is something, or its time is up.
            if (_events.Count == 0)
                Monitor.Wait(_gate, patience ?? Timeout.InfiniteTimeSpan);
            return _events.TryDequeue(out RunEvent one) ? one : null;
        }
    }
}
