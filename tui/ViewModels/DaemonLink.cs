using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>
/// Keeps a connection to the daemon. When it is lost, it is sought again until somebody answers; a daemon that was stopped on purpose
/// is not started again unless the person asks for it. For the screen's thread alone.
/// </summary>
/// <param name="source">Where connections come from.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class DaemonLink(IDaemonSource source, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private SynchronizationContext _screen = new();
    private IDaemonSession? _session;
    private ITimer? _retry;
    private TimeSpan _pause = FirstPause;
    private bool _isConnecting;
    private bool _isDisposed;
    private int _changesPosted;
    private int _auditPosted;
    private int _scopesChanged;

    /// <summary>The daemon answers (again).</summary>
    public event Func<Task>? Connected;

    /// <summary>The connection was lost.</summary>
    public event Action? Lost;

    /// <summary>Secrets changed, perhaps several times since the last call; true where environments or projects themselves did, too.</summary>
    public event Action<bool>? Changed;

    public event Action<LockNotice>? LockChanged;

    /// <summary>The audit log has grown, perhaps several times since the last call; only where it is followed.</summary>
    public event Action? Audited;

    public LinkState State { get; private set; } = LinkState.Connecting;

    /// <summary>Why it is away.</summary>
    public SecretsException? Reason { get; private set; }

    /// <summary>The daemon.</summary>
    /// <exception cref="SecretsException">Unreachable: it is away.</exception>
    public ISecretsDaemon Daemon => _session?.Daemon ?? throw Away();

    /// <summary>Connects, and starts the daemon where none runs.</summary>
    public Task StartAsync() => ConnectAsync(start: true);

    public void Dispose()
    {
        _isDisposed = true;
        _retry?.Dispose();
        _session?.Dispose();
    }

    private async Task ConnectAsync(bool start)
    {
        if (_isConnecting || State == LinkState.Connected || _isDisposed)
            return;
        _screen = SynchronizationContext.Current ?? _screen;
        _retry?.Dispose();
        _isConnecting = true;
        try
        {
            if (await source.ConnectAsync(start).ConfigureAwait(true) is { } session)
                await UseAsync(session).ConfigureAwait(true);
            else
                GoAway(Away());
        }
        catch (SecretsException exception)
        {
            GoAway(exception);
        }
        finally
        {
            _isConnecting = false;
        }
    }

    private async Task UseAsync(IDaemonSession session)
    {
        if (_isDisposed)
        {
            session.Dispose();
            return;
        }
        _session = session;
        session.Changed += PostChange;
        session.Audited += _ => PostAudit();
        session.LockChanged += notice => Post(() => LockChanged?.Invoke(notice));
        session.Closed += () => Post(() => OnClosed(session));
        // Nobody waits for the answer before asking for more: the daemon takes the requests in their order.
        Task subscribed = session.Daemon.SubscribeAsync(CancellationToken.None);
        State = LinkState.Connected;
        Reason = null;
        Task connected = Connected?.Invoke() ?? Task.CompletedTask;
        await subscribed.ConfigureAwait(true);
        _pause = FirstPause;
        await connected.ConfigureAwait(true);
    }

    /// <summary>A thousand changes a second become one call for each time that the screen gets to it.</summary>
    private void PostChange(ChangeNotice notice)
    {
        if (notice.Names.Count == 0)
            Volatile.Write(ref _scopesChanged, 1);
        if (Interlocked.Exchange(ref _changesPosted, 1) == 1)
            return;
        Post(() =>
        {
            Volatile.Write(ref _changesPosted, 0);
            Changed?.Invoke(Interlocked.Exchange(ref _scopesChanged, 0) == 1);
        });
    }

    /// <summary>The same for entries of the audit log.</summary>
    private void PostAudit()
    {
        if (Interlocked.Exchange(ref _auditPosted, 1) == 1)
            return;
        Post(() =>
        {
            Volatile.Write(ref _auditPosted, 0);
            Audited?.Invoke();
        });
    }

    private void OnClosed(IDaemonSession session)
    {
        if (session == _session)
            GoAway(Away());
    }

    private void GoAway(SecretsException reason)
    {
        bool wasConnected = State == LinkState.Connected;
        _session?.Dispose();
        _session = null;
        State = LinkState.Away;
        Reason = reason;
        if (_isDisposed)
            return;
        _retry?.Dispose();
        _retry = time.CreateTimer(_ => _ = ConnectAsync(start: false), null, _pause, Timeout.InfiniteTimeSpan);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        if (wasConnected)
            Lost?.Invoke();
    }

    private void Post(Action action) => _screen.Post(_ => action(), null);

    private static SecretsException Away() => new(ErrorCode.Unreachable, "the daemon does not answer", "it is looked for every second");
}
