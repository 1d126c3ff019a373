namespace Secrets.Daemon.Rpc;

/// <summary>
/// Holds a flood of notices back: the first goes at once, and what follows within <see cref="Window"/> goes at its end, merged. So a
/// subscriber wakes fifty times a second and not a thousand times, and a change that comes alone is not late. The timer runs only
/// while notices are held. Thread-safe; notices leave in their order.
/// </summary>
/// <typeparam name="T">The notice.</typeparam>
internal sealed class NoticePace<T> : IDisposable
{
    /// <summary>The time from one sending to the next, about that of a frame on a screen.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Func<IReadOnlyList<T>, IEnumerable<T>> _merge;
    private readonly Action<T> _send;
    private readonly ITimer _timer;
    private List<T> _held = [];
    private long? _last;

    /// <param name="clock">Measures the window.</param>
    /// <param name="merge">Says the same as several notices with fewer of them.</param>
    /// <param name="send">Sends one, without waiting.</param>
    public NoticePace(TimeProvider clock, Func<IReadOnlyList<T>, IEnumerable<T>> merge, Action<T> send)
    {
        _clock = clock;
        _merge = merge;
        _send = send;
        _timer = clock.CreateTimer(static state => ((NoticePace<T>)state!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends a notice now or within the window.</summary>
    public void Add(T notice)
    {
        lock (_gate)
        {
            TimeSpan rest = _last is { } last ? Window - _clock.GetElapsedTime(last) : TimeSpan.Zero;
            if (_held.Count == 0 && rest <= TimeSpan.Zero)
            {
                _last = _clock.GetTimestamp();
                _send(notice);
                return;
            }
            _held.Add(notice);
            if (_held.Count == 1)
                _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Sends what is held, for whatever must not overtake it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_held.Count == 0)
                return;
            List<T> held = _held;
            _held = [];
            _last = _clock.GetTimestamp();
            foreach (T notice in _merge(held))
                _send(notice);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
