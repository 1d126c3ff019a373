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
    private IReadOnlyList<KeySource>? _kinds;
    private bool _initialized;

    public VaultDoor(VaultFiles files, VaultSettings settings, TimeProvider clock, KeyHolder keys)
    {
        (_files, _settings, _clock, _keys) = (files, settings, clock, keys);
        _delay = new UnlockDelay(clock);
        try
        {
            if (_files.Open(Look) is { } open)
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

    /// <summary>Whether there is a vault, also one that cannot be opened; looks at the disk.</summary>
    public bool HasVault
    {
        get
        {
            lock (_opening)
            {
                if (_open is not null)
                    return true;
                try
                {
                    if (_files.Open() is not { } open)
                        return false;
                    Adopt(open);
                }
                catch (SecretsException)
                {
                    // There is something.
                }
                return true;
            }
        }
    }

    /// <summary>What opens the vault, each kind once; null where there is none, or none that can be read.</summary>
    public IReadOnlyList<KeySource>? Kinds => Volatile.Read(ref _kinds);

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
            byte[] keyslot = Keyslot.Close(request.Source, request.Key.Span, CostOf(request.Source), vaultId, identity);
            using LockedMemory digestKey = LockedMemory.RandomKey();
            lock (_opening)
                Adopt(NewVault.Make(_files, vaultId, identity, request.Source, keyslot, digestKey, _clock.GetUtcNow()));
            _keys.Put(Keyring.Of(identity, _open!.Record));
        }
        catch
        {
            identity.Dispose();
            throw;
        }
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

    /// <summary>Opens the keys and holds them. Slow (Argon2id).</summary>
    /// <param name="request">The key.</param>
    /// <param name="slot">The id of the slot that it opened.</param>
    /// <returns>Whether the vault was locked before.</returns>
    /// <exception cref="SecretsException">Refused: the key is another.</exception>
    public bool Unlock(UnlockRequest request, out long slot)
    {
        OpenedSlot? opened = null;
        try
        {
            OpenVault vault = Volatile.Read(ref _open) ?? OpenWith(request, ref opened);
            opened ??= OpenSlot(vault.Record, vault.Store.Read(static transaction => transaction.Keyslots()), request.Source, request.Key);
            _delay.Succeeded();
            bool changed = _keys.IsLocked;
            slot = opened.Slot.Id;
            _keys.Put(Keyring.Of(opened.Identity, vault.Record));
            opened = null;
            return changed;
        }
        finally
        {
            opened?.Dispose();
        }
    }

    /// <summary>Opens the slot of a key, and holds nothing. Slow (Argon2id).</summary>
    /// <exception cref="SecretsException">Refused: the key is another.</exception>
    public OpenedSlot Prove(OpenVault vault, KeyProof proof)
    {
        OpenedSlot opened = OpenSlot(vault.Record, vault.Store.Read(static transaction => transaction.Keyslots()), proof.Source, proof.Key);
        _delay.Succeeded();
        return opened;
    }

    /// <summary>Puts a verified database in the place of the vault, if there is one, and holds its keys.</summary>
    /// <param name="file">The database, beside the vault's.</param>
    /// <param name="vaultId">Its vault's id.</param>
    /// <param name="deviceKey">Its device key.</param>
    /// <param name="identity">Its identity, which the door keeps.</param>
    /// <returns>Where the vault went that was there, or null.</returns>
    public string? Replace(string file, byte[] vaultId, LockedMemory deviceKey, KeyPair identity)
    {
        lock (_opening)
        {
            _keys.Wipe();
            _open?.Store.Retire();
            // Not disposed: who holds it may be reading names with its keys. They are wiped when the last one lets go.
            Volatile.Write(ref _open, null);
            string? aside;
            try
            {
                aside = _files.Replace(file, vaultId, deviceKey);
            }
            finally
            {
                // Whichever vault is there now.
                if (_files.Open() is { } open)
                    Adopt(open);
            }
            _delay.Succeeded();
            _keys.Put(Keyring.Of(identity, _open!.Record));
            return aside;
        }
    }

    /// <summary>Takes over the vault's record after it was written.</summary>
    public void Renew(OpenVault vault, VaultRecord record)
    {
        lock (_opening)
        {
            if (ReferenceEquals(_open, vault))
                Volatile.Write(ref _open, vault with { Record = record });
        }
    }

    /// <summary>What a new key of this kind costs.</summary>
    public PasswordHashParameters CostOf(KeySource source) =>
        source == KeySource.Passphrase ? _settings.PasswordCost ?? PasswordHash.Calibrate(_clock) : default;

    /// <summary>Reads again what opens the vault.</summary>
    public void ReadKinds(OpenVault vault) => Volatile.Write(ref _kinds, SlotOpener.Kinds(vault.Store.Read(static transaction => transaction.Keyslots())));

    /// <summary>Opens a vault that could not be opened before, most likely since its device key is missing: the identity brings it back.</summary>
    private OpenVault OpenWith(UnlockRequest request, ref OpenedSlot? slot)
    {
        OpenedSlot? opened = null;
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
            slot = opened;
        }

        LockedMemory Recover(VaultRecord record, IReadOnlyList<KeyslotRecord> keyslots)
        {
            opened = OpenSlot(record, keyslots, request.Source, request.Key);
            LockedMemory deviceKey = new(Aead.KeyLength);
            SealedKey.Open(record.SealedDeviceKey, opened.Identity, deviceKey.Span, "the device key");
            return deviceKey;
        }
    }

    /// <summary>Opens the slot of a key; a wrong one makes the next attempt wait. Slow for a passphrase (Argon2id).</summary>
    /// <exception cref="SecretsException">Refused: the key is another.</exception>
    public OpenedSlot OpenSlot(VaultRecord record, IReadOnlyList<KeyslotRecord> keyslots, KeySource source, SecretValue key)
    {
        if (SlotOpener.Open(record, keyslots, source, key.Span) is { } opened)
            return opened;
        _delay.Failed();
        throw SlotOpener.Wrong(source);
    }

    /// <inheritdoc/>
    public void Dispose() => _open?.Dispose();

    private void Adopt(OpenVault vault)
    {
        try
        {
            ReadKinds(vault);
        }
        catch (SecretsException)
        {
            // A damaged slot keeps the vault from being unlocked, and from nothing else.
        }
        Volatile.Write(ref _open, vault);
        Volatile.Write(ref _initialized, true);
    }

    /// <summary>Where the device key is missing, whoever unlocks the vault has to know all the same what opens it.</summary>
    private LockedMemory? Look(VaultRecord record, IReadOnlyList<KeyslotRecord> keyslots)
    {
        Volatile.Write(ref _kinds, SlotOpener.Kinds(keyslots));
        return null;
    }

    private static SecretsException NoVault() => new(ErrorCode.NotFound, "there is no vault yet", "secrets init");
}
