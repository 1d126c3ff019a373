using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>The secrets of a scope, and those of them that the filter lets through.</summary>
/// <param name="link">The way to the daemon.</param>
/// <param name="vault">The vault that they lie in.</param>
/// <param name="inheritance">What the scope inherits.</param>
/// <param name="scope">Which project and environment.</param>
/// <param name="time">Its timers go off on the screen's thread.</param>
internal sealed class SecretsViewModel(DaemonLink link, VaultViewModel vault, InheritanceViewModel inheritance, SecretScope scope, TimeProvider time)
{
    /// <summary>However often something changes, the list is read ten times a second at most.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private bool _isReading;
    private bool _isStale;
    private bool _wasRead;
    private long _readAt;
    private ITimer? _later;
    private HashSet<string> _own = [];

    /// <summary>Which project and environment.</summary>
    public SecretScope Scope { get; private set; } = scope;

    /// <summary>What was marked, to do one thing with all of it.</summary>
    public Marks Marks { get; } = new();

    /// <summary>The marked names, else this one.</summary>
    public IReadOnlyList<string> MarkedOr(string name) => Marks.Count > 0 ? Marks.Names : [name];

    /// <summary>The scope's own.</summary>
    public IReadOnlyList<SecretEntry> All { get; private set; } = [];

    /// <summary>The scope's own, and what it inherits unless that is hidden.</summary>
    public IReadOnlyList<SecretEntry> Listed { get; private set; } = [];

    /// <summary>Whether what is inherited is listed, too.</summary>
    public bool ShowsInherited { get; private set; } = true;

    /// <summary>Whether what is inherited is still to come.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>What the scope inherits.</summary>
    public InheritanceViewModel Inheritance => inheritance;

    /// <summary>Those that the filter lets through; a new list whenever it changes.</summary>
    public IReadOnlyList<SecretEntry> Shown { get; private set; } = [];

    /// <summary>How many of them wait for a deploy.</summary>
    public int StagedCount { get; private set; }

    public SecretFilter Filter { get; private set; } = SecretFilter.None;

    /// <summary>Why the last reading failed.</summary>
    public SecretsException? Failure { get; private set; }

    public ListState State
    {
        get
        {
            if (vault.IsMissing)
                return ListState.NoVault;
            if (Listed.Count > 0)
                return Shown.Count > 0 ? ListState.Rows : ListState.NoMatch;
            if (link.State == LinkState.Away)
                return ListState.Away;
            // Before the vault's state is known it is not known either why the list could not be read.
            if (Failure is not null)
                return vault.Status is null ? ListState.Loading : ListState.Failed;
            return _wasRead ? ListState.Empty : ListState.Loading;
        }
    }

    /// <summary>Whether something of it waits for a deploy.</summary>
    public static bool IsStaged(SecretEntry secret) => secret.Status != "live";

    public void SetFilter(string text)
    {
        Filter = new SecretFilter(text);
        Apply();
    }

    /// <summary>Lists what is inherited, or leaves it out.</summary>
    public void ToggleInherited()
    {
        ShowsInherited = !ShowsInherited;
        List();
    }

    /// <summary>The environment that a listed secret is inherited from; null for the scope's own.</summary>
    public string? BaseOf(string name) => inheritance.Find(name) is { } found && !_own.Contains(name) ? found.Environment : null;

    /// <summary>Where a listed secret lies.</summary>
    public SecretScope ScopeOf(string name) => BaseOf(name) is { } environment ? Scope with { Environment = environment } : Scope;

    /// <summary>Goes to another project or environment. Nothing of the last one stays.</summary>
    public Task SwitchAsync(SecretScope scope)
    {
        Scope = scope;
        Marks.Clear();
        inheritance.Forget();
        All = [];
        StagedCount = 0;
        Failure = null;
        _wasRead = false;
        List();
        return RefreshAsync();
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
    /// <param name="names">Which.</param>
    /// <param name="stage">Whether that waits for a deploy.</param>
    /// <exception cref="SecretsException">NotFound: somebody else was faster.</exception>
    public async Task DeleteAsync(IReadOnlyList<string> names, bool stage)
    {
        await link.Daemon.DeleteAsync(new DeleteRequest(names, Scope, stage), CancellationToken.None).ConfigureAwait(true);
        await RefreshAsync().ConfigureAwait(true);
    }

    /// <summary>Gives a secret another name.</summary>
    /// <exception cref="SecretsException">Invalid; Conflict: another one has it.</exception>
    public async Task RenameAsync(string name, string to)
    {
        await link.Daemon.RenameAsync(new RenameRequest(name, to, Scope), CancellationToken.None).ConfigureAwait(true);
        await RefreshAsync().ConfigureAwait(true);
    }

    /// <summary>Copies secrets to another environment, all or none.</summary>
    /// <param name="names">Which.</param>
    /// <param name="from">Where they lie.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="replace">Whether those that are there get a new version.</param>
    /// <param name="move">Whether to delete them where they lie.</param>
    /// <exception cref="SecretsException">Locked; Conflict: some are there already.</exception>
    public async Task CopyAsync(IReadOnlyList<string> names, SecretScope from, SecretScope to, bool replace, bool move)
    {
        await link.Daemon.CopyAsync(new CopyRequest(names, to, from, NewName: null, replace, move), CancellationToken.None).ConfigureAwait(true);
        if (move)
            await RefreshAsync().ConfigureAwait(true);
    }

    private async Task ReadAsync()
    {
        try
        {
            // Taken before the answer: what changes while it is under way asks for another.
            _readAt = time.GetTimestamp();
            SecretScope asked = Scope;
            ListReply reply = await link.Daemon.ListAsync(new ListRequest(asked), CancellationToken.None).ConfigureAwait(true);
            // The person has gone elsewhere meanwhile: that list is read next.
            if (asked != Scope)
                return;
            // The first rows do not wait for what is inherited; later ones do, so that none flickers.
            if (!_wasRead)
            {
                IsPartial = true;
                Take(reply.Secrets);
            }
            await inheritance.ReadAsync(asked).ConfigureAwait(true);
            if (asked != Scope)
                return;
            IsPartial = false;
            Take(reply.Secrets);
        }
        catch (SecretsException exception)
        {
            Failure = exception;
            // A scope that was deleted elsewhere has no secrets any more.
            if (exception.Code == ErrorCode.NotFound)
            {
                All = [];
                inheritance.Forget();
                List();
            }
        }
    }

    private void Take(IReadOnlyList<SecretEntry> own)
    {
        All = own;
        StagedCount = All.Count(IsStaged);
        Failure = null;
        _wasRead = true;
        Marks.Keep(All.Select(secret => secret.Name));
        List();
    }

    private void List()
    {
        _own = inheritance.Bases.Count > 0 ? All.Select(secret => secret.Name).ToHashSet(StringComparer.Ordinal) : [];
        Listed = ShowsInherited ? inheritance.Under(All) : All;
        Apply();
    }

    private void Apply() => Shown = Filter.Text.Length == 0 ? Listed : [.. Listed.Where(Filter.LetsThrough)];
}
