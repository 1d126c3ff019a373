using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>All that the screen shows and does, without a screen. For one thread, on which the timers of its clock go off too.</summary>
internal sealed class ScreenViewModel : IDisposable
{
    /// <param name="source">Where connections to the daemon come from.</param>
    /// <param name="clipboard">The clipboard.</param>
    /// <param name="scope">Which project and environment.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runs">The detached runs.</param>
    public ScreenViewModel(IDaemonSource source, IClipboard clipboard, SecretScope scope, TimeProvider time, IRuns runs)
    {
        Time = time;
        Link = new DaemonLink(source, time);
        Vault = new VaultViewModel(Link);
        Scopes = new ScopesViewModel(Link);
        Secrets = new SecretsViewModel(Link, Vault, new InheritanceViewModel(Link, Scopes), scope, time);
        Reveal = new RevealViewModel(Link, Secrets, time);
        Transfer = new TransferViewModel(Link, Secrets);
        Versions = new VersionsViewModel(Link, Secrets);
        Audit = new AuditViewModel(Link, time);
        Uses = new UsesViewModel(Link, Secrets, time);
        Access = new AccessViewModel(Link, Vault);
        Clipboard = new ClipboardViewModel(clipboard, time);
        Runs = new RunsViewModel(runs, time);
        Link.Connected += RefreshAsync;
        Link.Lost += Reveal.Hide;
        Link.Changed += OnChanged;
        Link.LockChanged += OnLockChanged;
    }

    public TimeProvider Time { get; }

    public DaemonLink Link { get; }

    public VaultViewModel Vault { get; }

    public SecretsViewModel Secrets { get; }

    public RevealViewModel Reveal { get; }

    public ClipboardViewModel Clipboard { get; }

    public ScopesViewModel Scopes { get; }

    public TransferViewModel Transfer { get; }

    public VersionsViewModel Versions { get; }

    public RunsViewModel Runs { get; }

    public AuditViewModel Audit { get; }

    public UsesViewModel Uses { get; }

    public AccessViewModel Access { get; }

    /// <summary>The environments that this one inherits from, the nearest first.</summary>
    public IReadOnlyList<string> Parents => Secrets.Inheritance.Bases;

    /// <summary>Reads everything anew; starts the daemon first where it is away.</summary>
    public async Task RefreshAsync()
    {
        if (Link.State != LinkState.Connected)
        {
            await Link.StartAsync().ConfigureAwait(true);
            return;
        }
        Secrets.Inheritance.Expire();
        // All at once, and the list first: it is what the person waits for.
        Task list = Secrets.RefreshAsync();
        await Vault.RefreshAsync().ConfigureAwait(true);
        await list.ConfigureAwait(true);
    }

    /// <summary>Goes to another project or environment.</summary>
    public Task SwitchAsync(SecretScope scope)
    {
        Reveal.Hide();
        return Secrets.SwitchAsync(scope);
    }

    /// <summary>A form for a new secret, or for one that is there.</summary>
    public SecretFormViewModel NewForm(SecretEntry? secret) => new(Link, Secrets, secret, Time);

    /// <summary>Opens a file to put references into.</summary>
    /// <exception cref="SecretsException">It cannot be read, is too long, or is no text.</exception>
    public Task<(ConfigurationViewModel File, string Text)> OpenFileAsync(string path) => ConfigurationViewModel.OpenAsync(Link, Secrets, Parents, path);

    /// <summary>Copies a value, for a while.</summary>
    /// <returns>Which way it went; null when there is none.</returns>
    /// <exception cref="SecretsException">Locked, Refused (write-only), and what else a get can meet.</exception>
    public async Task<string?> CopyValueAsync(string name)
    {
        GetReply reply = await Link.Daemon.GetAsync(new GetRequest([name], Secrets.Scope), CancellationToken.None).ConfigureAwait(true);
        return await Clipboard.CopyAsync(reply.Secrets[0].Value).ConfigureAwait(true);
    }

    /// <summary>Makes the vault, and clears the passphrase.</summary>
    /// <exception cref="SecretsException">Conflict: there is one already.</exception>
    public async Task InitAsync(SecretValue passphrase)
    {
        await Vault.InitAsync(passphrase).ConfigureAwait(true);
        await Secrets.RefreshAsync().ConfigureAwait(true);
    }

    /// <summary>Locks the vault; what was open is closed at once.</summary>
    public async Task LockAsync()
    {
        CloseAll();
        await Vault.LockAsync().ConfigureAwait(true);
    }

    public void Dispose()
    {
        Reveal.Hide();
        Clipboard.ClearNow();
        Runs.Dispose();
        Uses.Dispose();
        Link.Dispose();
    }

    /// <param name="scopes">Whether an environment or a project was made, renamed, deleted or given another inheritance.</param>
    private void OnChanged(bool scopes)
    {
        if (scopes)
            Secrets.Inheritance.Expire();
        // A value that was changed elsewhere is not the one that is shown.
        Reveal.Hide();
        Secrets.RefreshSoon();
    }

    private void OnLockChanged(LockNotice notice)
    {
        bool wasMissing = Vault.IsMissing;
        Vault.SetLocked(notice.Locked);
        if (notice.Locked)
            CloseAll();
        // Digests that were pending are known now; a vault may have been made elsewhere.
        if (!notice.Locked || wasMissing)
            Secrets.RefreshSoon();
    }

    private void CloseAll()
    {
        Reveal.Hide();
        _ = Clipboard.ClearAsync();
    }
}
