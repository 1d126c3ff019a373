using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keeping;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The vault on this machine: absent, locked or unlocked. It composes; what it does lies in the classes beside it.
/// </summary>
internal sealed class LocalVault : IVault, IRunSecrets, IDisposable
{
    private readonly IVaultObserver _observer;
    private readonly Caller _self;
    private readonly KeyHolder _keys = new();
    private readonly VaultDoor _door;
    private readonly VaultKeyslots _keyslots;
    private readonly StoreKeeping _keeping;
    private readonly AutoLock _autoLock;
    private readonly SecretWriter _writer;
    private readonly ValueAccess _values;
    private readonly PendingDigests _digests;
    private readonly SemaphoreSlim _keyChange = new(1, 1);
    private int _disposed;

    /// <summary>Opens the vault, if there is one.</summary>
    /// <param name="paths">Where it lies; the directories exist.</param>
    /// <param name="settings">What can be chosen.</param>
    /// <param name="clock">For delays, deadlines and records.</param>
    /// <param name="observer">Is told what changed.</param>
    /// <param name="openLog">Makes the access log of a store.</param>
    public LocalVault(SecretsPaths paths, VaultSettings settings, TimeProvider clock, IVaultObserver observer, Func<SecretStore, IBodyCipher, IAccessLog> openLog)
    {
        SodiumLibrary.Bind();
        _observer = observer;
        _self = settings.Self;
        _door = new VaultDoor(new VaultFiles(paths, openLog), settings, clock, _keys);
        _keyslots = new VaultKeyslots(_door, _keyChange, clock);
        WorkProgress progress = new();
        _keeping = new StoreKeeping(_door, _keys, _keyChange, paths, progress, Opened);
        _autoLock = new AutoLock(clock, settings, Expired);
        _writer = new SecretWriter(_keys, progress, clock);
        _values = new ValueAccess(_keys);
        _digests = new PendingDigests(_keys);
        Trail = new LocalTrail(_door.Current);
        Scopes = new LocalScopes(Used, observer, clock);
        Versions = new LocalVersions(Used, _keys, observer, clock);
        Upkeep = new LocalUpkeep(Used, observer, new SecretCopier(_keys, _values, clock), new SecretComparer(_keys), clock);
    }

    /// <inheritdoc/>
    public IScopes Scopes { get; }

    /// <inheritdoc/>
    public IVersions Versions { get; }

    /// <inheritdoc/>
    public IAuditTrail Trail { get; }

    /// <inheritdoc/>
    public VaultState State => new(_door.IsInitialized, _keys.IsLocked, _autoLock.Seconds(), SecretStore.Library, SodiumLibrary.Version, _door.Kinds);

    /// <inheritdoc/>
    public IVaultKeyslots Keyslots => _keyslots;

    /// <inheritdoc/>
    public IStoreKeeping Keeping => _keeping;

    /// <inheritdoc/>
    public IUpkeep Upkeep { get; }

    /// <inheritdoc/>
    public void DemandUnlocked()
    {
        _door.Current();
        if (_keys.IsLocked)
            throw KeyHolder.Locked();
    }

    /// <inheritdoc/>
    public async Task InitAsync(InitRequest request, Caller caller, CancellationToken cancellationToken)
    {
        SlotOpener.RequireNew(request.Source, request.Key);
        await _keyChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Run(() => _door.Init(request), cancellationToken).ConfigureAwait(false);
            _autoLock.Start();
        }
        finally
        {
            _keyChange.Release();
        }
        await RecordAsync(Access.OfVault(AccessKind.Init, caller)).ConfigureAwait(false);
        _observer.LockChanged(new LockNotice(Locked: false));
    }

    /// <inheritdoc/>
    public async Task UnlockAsync(UnlockRequest request, Caller caller, CancellationToken cancellationToken)
    {
        SlotOpener.Require(request.Source, request.Key);
        bool changed;
        await _keyChange.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _door.WaitAsync(cancellationToken).ConfigureAwait(false);
            (changed, long slot) = await OpenAsync(request, caller, cancellationToken).ConfigureAwait(false);
            _autoLock.Start();
            await _keyslots.UsedAsync(_door.Current(), slot, caller).ConfigureAwait(false);
            if (changed)
            {
                await _digests.StartAsync(_door.Current()).ConfigureAwait(false);
                _keeping.Resume(_door.Current());
            }
        }
        finally
        {
            _keyChange.Release();
        }
        if (changed)
            _observer.LockChanged(new LockNotice(Locked: false));
    }

    /// <inheritdoc/>
    public Task LockAsync(Caller caller, CancellationToken cancellationToken) => LockNow() ? RecordAsync(Access.OfVault(AccessKind.Lock, caller)) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ListReply> ListAsync(ListRequest request, Caller caller, CancellationToken cancellationToken) =>
        Task.FromResult(SecretCatalog.List(Used(), request.Scope));

    /// <inheritdoc/>
    public Task<SecretEntry> DescribeAsync(DescribeRequest request, Caller caller, CancellationToken cancellationToken) =>
        Task.FromResult(SecretCatalog.Describe(Used(), request));

    /// <inheritdoc/>
    public async Task<SetReply> SetAsync(SetRequest request, Caller caller, CancellationToken cancellationToken)
    {
        SetReply reply = await _writer.SetAsync(Used(), request, caller).ConfigureAwait(false);
        Changed(request.Scope, [.. request.Secrets.Select(static secret => secret.Name)]);
        return reply;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(DeleteRequest request, Caller caller, CancellationToken cancellationToken)
    {
        await _writer.DeleteAsync(Used(), request, caller).ConfigureAwait(false);
        Changed(request.Scope, [.. request.Names]);
    }

    /// <inheritdoc/>
    public Task<GetReply> GetAsync(GetRequest request, Caller caller, CancellationToken cancellationToken) =>
        GetAsync(request, AccessKind.Get, caller, cancellationToken);

    /// <inheritdoc/>
    public async Task<GetReply> GetAsync(GetRequest request, AccessKind kind, Caller caller, CancellationToken cancellationToken) =>
        new(await _values.GetAsync(Used(), request, kind, caller).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<ScanReply> ScanAsync(ScanRequest request, Caller caller, CancellationToken cancellationToken)
    {
        OpenVault vault = Used();
        return Task.Run(() => new ValueScan(_keys).ScanAsync(vault, request, caller), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NamedValue>> ResolveForRunAsync(RunSelection selection, Caller caller, CancellationToken cancellationToken) =>
        _values.ResolveForRunAsync(Used(), selection, caller);

    /// <inheritdoc/>
    /// <remarks>Nobody waits for it but a run that goes on, so it does not count as use.</remarks>
    public IReadOnlyList<RunSource> FindForRun(RunSelection selection) => _values.FindForRun(_door.Current(), selection);

    /// <summary>Wipes the keys and closes the store. No call is under way any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _autoLock.Dispose();
        // Without keys the digests end at their next page.
        _keys.Wipe();
        _digests.Wait();
        _keeping.Wait();
        _keys.Dispose();
        _door.Dispose();
        _keyChange.Dispose();
        _keeping.Dispose();
    }

    /// <summary>Another vault took this one's place, and is unlocked.</summary>
    private void Opened()
    {
        _autoLock.Start();
        _observer.LockChanged(new LockNotice(Locked: false));
    }

    private async Task<(bool Changed, long Slot)> OpenAsync(UnlockRequest request, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => (_door.Unlock(request, out long opened), opened), cancellationToken).ConfigureAwait(false);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Refused)
        {
            await RecordAsync(Access.OfVault(AccessKind.WrongKey, caller, $"a {SlotOpener.NameOf(request.Source)}, to unlock")).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Locks, and says whether that was a change.</summary>
    private bool LockNow()
    {
        _autoLock.Stop();
        bool changed = _keys.Wipe();
        if (changed)
            _observer.LockChanged(new LockNotice(Locked: true));
        return changed;
    }

    /// <summary>The vault's time is up. Nobody waits for the record.</summary>
    private void Expired()
    {
        if (LockNow())
            _ = RecordAsync(Access.OfVault(AccessKind.Lock, _self, "its time was up"));
    }

    /// <summary>Records what lets no value out, where there is a log to record it in.</summary>
    private Task RecordAsync(Access access)
    {
        try
        {
            return _door.Current().Log.TryRecordAsync(access);
        }
        catch (SecretsException)
        {
            // Without the device key there is none.
            return Task.CompletedTask;
        }
    }

    /// <summary>The vault, for a call that a person waits for: it counts as use, unless the vault's time was up already.</summary>
    private OpenVault Used()
    {
        if (!_autoLock.Touch())
            Expired();
        return _door.Current();
    }

    private void Changed(SecretScope? scope, IReadOnlyList<string> names) =>
        _observer.Changed(new ChangeNotice((scope ?? SecretScope.Default).Project, (scope ?? SecretScope.Default).Environment, names));
}
