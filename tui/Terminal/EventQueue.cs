using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>What waits for the screen's thread. Any thread adds; one takes.</summary>
internal sealed class EventQueue
{
    private readonly Queue<TerminalEvent> _events = new();
    private readonly object _gate = new();
    private bool _woken;

    public void Add(TerminalEvent happened)
    {
        lock (_gate)
        {
            _events.Enqueue(happened);
            Monitor.Pulse(_gate);
        }
    }

    public bool TryTake(out TerminalEvent? happened)
    {
        lock (_gate)
            return _events.TryDequeue(out happened);
    }

    /// <summary>Ends a <see cref="Wait"/> without an event: the next timer is another now.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Sleeps until there is an event; null waits for as long as it takes.</summary>
    public void Wait(TimeSpan? limit)
    {
        lock (_gate)
        {
            if (_events.Count == 0 && !_woken)
                Monitor.Wait(_gate, limit is { } time ? (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue) : Timeout.Infinite);
            _woken = false;
        }
    }
}
