using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Opens the vault's files and, with a passphrase or a key file, its keys. A vault that cannot be opened (damaged, newer, no device key)
/// answers every call with the reason and is tried again at the next.
/// </summary>
internal sealed class VaultDoor : IDisposable
{
    private readonly VaultFiles _files;
    private readonly VaultSettings _settings;
    private readonly TimeProvider _clock;
    private readonly KeyHolder _keys;
    private readonly UnlockDelay _delay;
    private readonly Lock _opening = new();
    private OpenVault? _open;
    private bool _initialized;

    public VaultDoor(VaultFiles files, VaultSettings settings, TimeProvider clock, KeyHolder keys)
    {
        (_files, _settings, _clock, _keys) = (files, settings, clock, keys);
        _delay = new UnlockDelay(clock);
        try
        {
            if (_files.Open() is { } open)
                Adopt(open);
        }
        catch (SecretsException)
        {
            // There is something, and the first call says what is wrong with it.
            _initialized = true;
        }
    }

    /// <summary>Whether there is a vault, be it one that cannot be opened.</summary>
    public bool IsInitialized => Volatile.Read(ref _initialized);

    /// <summary>The vault, open; locked or not.</summary>
    /// <exception cref="SecretsException">NotFound where there is none; Damaged; Locked where the device key is missing.</exception>
    public OpenVault Current()
    {
        if (Volatile.Read(ref _open) is { } open)
            return open;
        lock (_opening)
        {
            if (_open is null)
                Adopt(_files.Open() ?? throw NoVault());
            return _open!;
        }
    }

    /// <summary>Waits as long as failed attempts ask for. Attempts come one at a time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _delay.WaitAsync(cancellationToken);

    /// <summary>Makes the vault and holds its keys. Slow (Argon2id).</summary>
    /// <exception cref="SecretsException">Conflict where there is one.</exception>
    public void Init(InitRequest request)
    {
        RequireNone();
        byte[] vaultId = RandomBytes.New(NewVault.IdLength);
        KeyPair identity = KeyPair.Generate();
        try
        {
            PasswordHashParameters cost = request.Source == KeySource.Passphrase ? _settings.PasswordCost ?? PasswordHash.Calibrate(_clock) : default;
            byte[] keyslot = Keyslot.Close(request.Source, request.Key.Span, cost, vaultId, identity);
            lock (_opening)
                Adopt(NewVault.Make(_files, vaultId, identity, request.Source, keyslot, _clock.GetUtcNow()));
        }
        catch
        {
            identity.Dispose();
            throw;
        }
        _keys.Put(new Keyring(identity));
    }

    /// <summary>Init writes only where there is no vault; one that cannot be opened is one.</summary>
    private void RequireNone()
    {
        lock (_opening)
        {
            if (_open is null && _files.Open() is { } found)
                Adopt(found);
            if (_open is not null)
                throw new SecretsException(ErrorCode.Conflict, "there is a vault already", "secrets unlock");
        }
    }

    /// <summary>Opens the keys and holds them. Slow (Argon2id). True where the vault was locked before.</summary>
    /// <exception cref="SecretsException">Refused: the key is another.</exception>
    public bool Unlock(UnlockRequest request)
    {
        KeyPair? identity = null;
        try
        {
            OpenVault vault = Volatile.Read(ref _open) ?? OpenWith(request, ref identity);
            identity ??= OpenIdentity(vault.Record, vault.Store.Read(static transaction => transaction.Keyslots()), request);
            _delay.Succeeded();
            bool changed = _keys.IsLocked;
            _keys.Put(new Keyring(identity));
            identity = null;
            return changed;
        }
        finally
        {
            identity?.Dispose();
        }
    }

    /// <summary>Opens a vault that could not be opened before, most likely since its device key is missing: the identity brings it back.</summary>
    private OpenVault OpenWith(UnlockRequest request, ref KeyPair? identity)
    {
        KeyPair? opened = null;
        try
        {
            lock (_opening)
            {
                Adopt(_open ?? _files.Open(Recover) ?? throw NoVault());
                return _open!;
            }
        }
        finally
        {
            identity = opened;
        }

        LockedMemory Recover(VaultRecord record, IReadOnlyList<KeyslotRecord> keyslots)
        {
            opened = OpenIdentity(record, keyslots, request);
            LockedMemory deviceKey = new(Aead.KeyLength);
            SealedKey.Open(record.SealedDeviceKey, opened, deviceKey.Span, "the device key");
            return deviceKey;
        }
    }

    private KeyPair OpenIdentity(VaultRecord record, IReadOnlyList<KeyslotRecord> keyslots, UnlockRequest request)
    {
        string what = request.Source == KeySource.Passphrase ? "passphrase" : "key file";
        KeyslotRecord[] slots = [.. keyslots.Where(slot => slot.Source == (int)request.Source)];
        if (slots.Length == 0)
            throw new SecretsException(ErrorCode.Refused, $"this vault does not open with a {what}");
        foreach (KeyslotRecord slot in slots)
        {
            if (Keyslot.Open(slot.Body, request.Key.Span, record.VaultId, record.IdentityPublicKey) is { } identity)
                return identity;
        }
        _delay.Failed();
        throw new SecretsException(ErrorCode.Refused, $"wrong {what}");
    }

    /// <inheritdoc/>
    public void Dispose() => _open?.Dispose();

    private void Adopt(OpenVault vault)
    {
        Volatile.Write(ref _open, vault);
        Volatile.Write(ref _initialized, true);
    }

    private static SecretsException NoVault() => new(ErrorCode.NotFound, "there is no vault yet", "secrets init");
}
