using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>
/// The audit log while somebody looks at it: the newest entries, more as one goes down, and each new one as the daemon tells of it.
/// Nothing is asked for while nobody looks. For the screen's thread alone.
/// </summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class AuditViewModel(DaemonLink link, TimeProvider time)
{
    /// <summary>The entries of a page: more than the tallest screen has lines.</summary>
    public const int PageSize = 100;

    /// <summary>However much happens, new entries are read ten times a second at most.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private long? _next;

    // Changes with each new question: an answer to an older one is dropped.
    private int _question;
    private bool _isOpen;
    private bool _isReading;
    private bool _isReadingNewer;
    private bool _isStale;
    private ITimer? _later;

    /// <summary>What was read, newest first; a new list whenever it changes.</summary>
    public IReadOnlyList<AuditRecord> Entries { get; private set; } = [];

    /// <summary>Words that an entry must have, <c>!word</c> for those that it must not.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>Whether there is more below what was read.</summary>
    public bool HasMore => _next is not null;

    /// <summary>Whether an answer is awaited.</summary>
    public bool IsReading => _isReading;

    /// <summary>Why the last reading failed.</summary>
    public SecretsException? Failure { get; private set; }

    /// <summary>Begins to look.</summary>
    public Task OpenAsync()
    {
        if (_isOpen)
            return Task.CompletedTask;
        _isOpen = true;
        link.Connected += FollowAsync;
        link.Audited += OnAudited;
        return FollowAsync();
    }

    /// <summary>Looks no more; the daemon need not tell of new entries then.</summary>
    public async Task CloseAsync()
    {
        _isOpen = false;
        _question++;
        link.Connected -= FollowAsync;
        link.Audited -= OnAudited;
        _later?.Dispose();
        _later = null;
        (Entries, Filter, Failure, _next) = ([], "", null, null);
        try
        {
            if (link.State == LinkState.Connected)
                await link.Daemon.FollowAuditAsync(new FollowAuditRequest(Follow: false), CancellationToken.None).ConfigureAwait(true);
        }
        catch (SecretsException)
        {
            // A daemon that is gone tells nothing any more.
        }
    }

    /// <summary>Other words; what was read is read anew.</summary>
    public Task SetFilterAsync(string text)
    {
        Filter = text;
        return ReadAnewAsync();
    }

    /// <summary>Reads the next page, where there is one and none is under way.</summary>
    public Task ReadMoreAsync() => HasMore && !_isReading ? ReadAsync(_question) : Task.CompletedTask;

    /// <summary>Walks the whole log.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="SecretsException">Damaged: names the first entry that is not the one that was written.</exception>
    public async Task<long> VerifyAsync() => (await link.Daemon.VerifyAuditAsync(CancellationToken.None).ConfigureAwait(true)).Entries;

    private async Task FollowAsync()
    {
        try
        {
            await link.Daemon.FollowAuditAsync(new FollowAuditRequest(), CancellationToken.None).ConfigureAwait(true);
        }
        catch (SecretsException exception)
        {
            Failure = exception;
            return;
        }
        await ReadAnewAsync().ConfigureAwait(true);
    }

    private Task ReadAnewAsync()
    {
        (Entries, Failure, _next) = ([], null, long.MaxValue);
        return ReadAsync(++_question);
    }

    /// <summary>Reads from where the last page ended until something was found: a page of a long log may be empty.</summary>
    private async Task ReadAsync(int question)
    {
        _isReading = true;
        try
        {
            bool found = false;
            while (!found && _next is { } before && question == _question)
            {
                AuditReply reply = await link.Daemon.AuditAsync(Request() with { Before = before }, CancellationToken.None).ConfigureAwait(true);
                if (question != _question)
                    return;
                found = reply.Entries.Count > 0;
                _next = reply.Next;
                if (found)
                    Entries = [.. Entries, .. reply.Entries];
            }
        }
        catch (SecretsException exception)
        {
            if (question == _question)
                (Failure, _next) = (exception, null);
        }
        finally
        {
            if (question == _question)
            {
                _isReading = false;
                // What was written while the first page was under way may not be in it.
                if (_isStale)
                    OnAudited();
            }
        }
    }

    private void OnAudited()
    {
        _isStale = true;
        if (!_isReadingNewer)
            _later ??= time.CreateTimer(_ => _ = ReadNewerAsync(), null, Gap, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds what was written since; once more where something was written meanwhile.</summary>
    private async Task ReadNewerAsync()
    {
        _later?.Dispose();
        _later = null;
        if (_isReadingNewer || !_isOpen)
            return;
        _isReadingNewer = true;
        try
        {
            while (_isStale && _isOpen && !(Entries.Count == 0 && _isReading))
            {
                _isStale = false;
                await ReadNewerOnceAsync(_question).ConfigureAwait(true);
            }
        }
        catch (SecretsException exception)
        {
            Failure = exception;
        }
        finally
        {
            _isReadingNewer = false;
        }
    }

    private async Task ReadNewerOnceAsync(int question)
    {
        long after = Entries.Count > 0 ? Entries[0].Sequence : 0;
        List<AuditRecord> newer = [];
        long? before = null;
        do
        {
            AuditReply reply = await link.Daemon.AuditAsync(Request() with { After = after, Before = before }, CancellationToken.None).ConfigureAwait(true);
            if (question != _question)
                return;
            newer.AddRange(reply.Entries);
            before = reply.Next;
        }
        while (before is not null);
        if (newer.Count > 0)
            Entries = [.. newer, .. Entries];
    }

    private AuditRequest Request() => new(PageSize, Text: Filter.Length > 0 ? Filter : null);
}
