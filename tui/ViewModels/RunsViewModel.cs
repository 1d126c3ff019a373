using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>The detached runs, while somebody looks at them. For the screen's thread alone.</summary>
/// <param name="runs">The runs.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class RunsViewModel(IRuns runs, TimeProvider time) : IDisposable
{
    /// <summary>However often something changes, the runs are read ten times a second at most.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private SynchronizationContext _screen = new();
    private IDisposable? _watch;
    private ITimer? _later;
    private ITimer? _tick;
    private bool _isOpen;
    private bool _isReading;
    private bool _isStale;
    private long _readAt;
    private int _changesPosted;

    /// <summary>Those that run or are lost first, then those that are over; in each the newest first. A new list whenever one changes.</summary>
    public IReadOnlyList<RunEntry> Shown { get; private set; } = [];

    /// <summary>Whether they have been read.</summary>
    public bool WasRead { get; private set; }

    /// <summary>Why the last reading failed.</summary>
    public SecretsException? Failure { get; private set; }

    /// <summary>How many of them are not over.</summary>
    public int LiveCount => Shown.Count(static run => run.IsLive);

    /// <summary>Begins to look, until <see cref="Close"/>.</summary>
    public Task OpenAsync()
    {
        _screen = SynchronizationContext.Current ?? _screen;
        _isOpen = true;
        try
        {
            _watch ??= runs.Watch(PostChange);
        }
        catch (SecretsException exception)
        {
            Failure = exception;
            return Task.CompletedTask;
        }
        return RefreshAsync();
    }

    /// <summary>Looks no more: nothing is pending then.</summary>
    public void Close()
    {
        _isOpen = false;
        _watch?.Dispose();
        _later?.Dispose();
        _tick?.Dispose();
        (_watch, _later, _tick) = (null, null, null);
        // Whoever comes back begins with the newest, and not where the runs of that time left the selection.
        (Shown, WasRead) = ([], false);
    }

    /// <summary>Reads the runs. A call while one is under way makes it read once more afterwards.</summary>
    public async Task RefreshAsync()
    {
        _later?.Dispose();
        _later = null;
        _isStale = true;
        if (_isReading)
            return;
        _isReading = true;
        try
        {
            while (_isStale && _isOpen)
            {
                _isStale = false;
                await ReadAsync().ConfigureAwait(true);
            }
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>The run of this number, or null.</summary>
    public RunEntry? Find(int id) => Shown.FirstOrDefault(run => run.Record.Id == id);

    /// <summary>Opens what a run printed; the caller disposes it.</summary>
    public RunLogViewModel OpenLog(int id) => new(runs.OpenLog(id), time, () => Find(id) is { IsLive: true });

    /// <summary>Ends a run, or what is left of a lost one, and waits until it has ended.</summary>
    /// <exception cref="SecretsException">Conflict: it is over. NotFound.</exception>
    public async Task StopAsync(int id)
    {
        await runs.StopAsync(id).ConfigureAwait(true);
        await RefreshAsync().ConfigureAwait(true);
    }

    /// <summary>Has a run started anew, with the secrets as they are now, and waits until it runs.</summary>
    /// <exception cref="SecretsException">Conflict: it is over. Locked, Failure, NotFound.</exception>
    public async Task RestartAsync(int id)
    {
        await runs.RestartAsync(id).ConfigureAwait(true);
        await RefreshAsync().ConfigureAwait(true);
    }

    public void Dispose() => Close();

    private async Task ReadAsync()
    {
        try
        {
            // Taken before the answer: what changes while it is under way asks for another.
            _readAt = time.GetTimestamp();
            IReadOnlyList<RunEntry> all = await runs.ListAsync().ConfigureAwait(true);
            Shown = [.. all.OrderBy(static run => run.CanStop ? 0 : 1).ThenByDescending(static run => run.Record.Id)];
            Failure = null;
            WasRead = true;
        }
        catch (SecretsException exception)
        {
            Failure = exception;
        }
        SetTick();
    }

    /// <summary>
    /// While something runs, what is told of its age changes by itself, so a timer goes off when the next of them does. Where the system
    /// tells no changes, it looks for them each second. While nothing runs, nothing is pending.
    /// </summary>
    private void SetTick()
    {
        _tick?.Dispose();
        _tick = null;
        if (!_isOpen)
            return;
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan[] waits = [.. Shown.Where(static run => run.IsLive).Select(run => UntilOlder(now - run.Record.Since))];
        if (waits.Length > 0)
            _tick = time.CreateTimer(_ => Tick(), null, _watch is null ? Second : waits.Min(), Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        if (_watch is null)
            _ = RefreshAsync();
        else
            SetTick();
    }

    /// <summary>How long until <see cref="Times.Short"/> says something else.</summary>
    private static TimeSpan UntilOlder(TimeSpan age)
    {
        TimeSpan unit = age switch
        {
            { TotalMinutes: < 1 } => Second,
            { TotalHours: < 1 } => TimeSpan.FromMinutes(1),
            _ => TimeSpan.FromHours(1),
        };
        return unit - TimeSpan.FromTicks(Math.Max(age.Ticks, 0) % unit.Ticks);
    }

    /// <summary>However many notices come, there is one call for each time that the screen gets to it, and a reading for each gap.</summary>
    private void PostChange()
    {
        if (Interlocked.Exchange(ref _changesPosted, 1) == 1)
            return;
        _screen.Post(_ =>
        {
            Volatile.Write(ref _changesPosted, 0);
            RefreshSoon();
        }, null);
    }

    /// <remarks>Not at once: a supervisor that is killed gives its lock up a moment after its files were closed.</remarks>
    private void RefreshSoon()
    {
        if (!_isOpen)
            return;
        TimeSpan wait = Gap - time.GetElapsedTime(_readAt);
        _later ??= time.CreateTimer(_ => _ = RefreshAsync(), null, wait > Pause ? wait : Pause, Timeout.InfiniteTimeSpan);
    }
}
