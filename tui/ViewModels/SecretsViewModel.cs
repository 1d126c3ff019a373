using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>The secrets of a scope, and those of them that the filter lets through.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="vault">The vault that they lie in.</param>
/// <param name="scope">Which project and environment.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class SecretsViewModel(DaemonLink link, VaultViewModel vault, SecretScope scope, TimeProvider time)
{
    /// <summary>However often something changes, the list is read ten times a second at most.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private bool _isReading;
    private bool _isStale;
    private bool _wasRead;
    private long _readAt;
    private ITimer? _later;

    public SecretScope Scope => scope;

    public IReadOnlyList<SecretEntry> All { get; private set; } = [];

    /// <summary>Those that the filter lets through; a new list whenever it changes.</summary>
    public IReadOnlyList<SecretEntry> Shown { get; private set; } = [];

    public SecretFilter Filter { get; private set; } = SecretFilter.None;

    /// <summary>Why the last reading failed.</summary>
    public SecretsException? Failure { get; private set; }

    public ListState State
    {
        get
        {
            if (vault.IsMissing)
                return ListState.NoVault;
            if (All.Count > 0)
                return Shown.Count > 0 ? ListState.Rows : ListState.NoMatch;
            if (link.State == LinkState.Away)
                return ListState.Away;
            if (Failure is not null)
                return ListState.Failed;
            return _wasRead ? ListState.Empty : ListState.Loading;
        }
    }

    public void SetFilter(string text)
    {
        Filter = new SecretFilter(text);
        Apply();
    }

    /// <summary>Reads the list. A call while one is under way makes it read once more afterwards.</summary>
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
            while (_isStale)
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

    /// <summary>Something changed: reads the list soon, once for all that changes until then.</summary>
    public void RefreshSoon()
    {
        TimeSpan since = time.GetElapsedTime(_readAt);
        if (_wasRead && since < Gap)
            _later ??= time.CreateTimer(_ => _ = RefreshAsync(), null, Gap - since, Timeout.InfiniteTimeSpan);
        else
            _ = RefreshAsync();
    }

    /// <summary>Removes secrets, all or none.</summary>
    /// <exception cref="SecretsException">NotFound: somebody else was faster.</exception>
    public async Task DeleteAsync(IReadOnlyList<string> names)
    {
        await link.Daemon.DeleteAsync(new DeleteRequest(names, scope), CancellationToken.None).ConfigureAwait(true);
        await RefreshAsync().ConfigureAwait(true);
    }

    private async Task ReadAsync()
    {
        try
        {
            // Taken before the answer: what changes while it is under way asks for another.
            _readAt = time.GetTimestamp();
            ListReply reply = await link.Daemon.ListAsync(new ListRequest(scope), CancellationToken.None).ConfigureAwait(true);
            All = reply.Secrets;
            Failure = null;
            _wasRead = true;
            Apply();
        }
        catch (SecretsException exception)
        {
            Failure = exception;
        }
    }

    private void Apply() => Shown = Filter.Text.Length == 0 ? All : [.. All.Where(Filter.LetsThrough)];
}
