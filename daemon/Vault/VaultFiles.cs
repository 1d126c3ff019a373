using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Opens database and device key together, and makes sure that they belong together.</summary>
/// <param name="paths">Where they lie.</param>
/// <param name="openLog">Makes the access log of a store.</param>
internal sealed class VaultFiles(SecretsPaths paths, Func<SecretStore, IBodyCipher, IAccessLog> openLog)
{
    private readonly DeviceKeyFile _deviceKey = new(paths.DeviceKey);
    private readonly DeviceKeyFile _waitingDeviceKey = new(paths.DeviceKey + ".restored");

    /// <summary>Whether there is a database; it may still be without a vault.</summary>
    public bool Exist => File.Exists(paths.Database);

    /// <summary>
    /// Opens the vault with the device key from its file. Null where there is no vault: no database, or one that an interrupted init left empty.
    /// </summary>
    /// <exception cref="SecretsException">Damaged; Locked where the device key is missing, for unlocking brings it back.</exception>
    public OpenVault? Open() => Open(static (_, _) => null);

    /// <summary>Opens the vault; where the device key's file is missing, it comes from <paramref name="recover"/> and is written anew.</summary>
    /// <param name="recover">
    /// Gets the vault's record and keyslots, which nothing vouches for yet, and returns the device key, or null where it cannot be had.
    /// </param>
    public OpenVault? Open(Func<VaultRecord, IReadOnlyList<KeyslotRecord>, LockedMemory?> recover)
    {
        if (!Exist)
            return null;
        SecretStore store = SecretStore.Open(paths.Database);
        DeviceKeys? device = null;
        try
        {
            (VaultRecord? record, IReadOnlyList<KeyslotRecord> keyslots) = store.ReadUnverified();
            if (record is null)
            {
                if (!store.IsNew)
                    throw Damage.Of("the vault's record");
                store.Dispose();
                return null;
            }
            FormatHeader.RequireKnown(record.Format, record.Suite, "the vault");

            TakeWaitingKey(record.VaultId);
            LockedMemory? found = _deviceKey.Read(record.VaultId);
            using LockedMemory key = found ?? recover(record, keyslots) ?? throw DeviceKeyMissing();
            device = new DeviceKeys(key.Span);
            store.Authenticate(device);
            // Read again, now that rows are recognized.
            VaultRecord vouched = store.Read(static transaction => transaction.Vault()) ?? throw Damage.Of("the vault's record");
            if (found is null)
                _deviceKey.Write(vouched.VaultId, key);
            return new OpenVault(store, device, vouched, openLog(store, device));
        }
        catch
        {
            store.Dispose();
            device?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Puts a complete database in the place of the one that is there, which is closed and is kept aside. The new device key waits beside
    /// the old one until the rename is done: whoever opens the vault after a crash takes the one that belongs to what is there.
    /// </summary>
    /// <param name="file">The database, in the same directory, synced.</param>
    /// <param name="vaultId">Its vault's id.</param>
    /// <param name="deviceKey">Its device key.</param>
    /// <returns>Where the old one went, or null where there was none.</returns>
    public string? Replace(string file, byte[] vaultId, LockedMemory deviceKey)
    {
        string aside = paths.Database + ".replaced";
        try
        {
            bool had = Exist && new FileInfo(paths.Database).Length > 0;
            if (had)
            {
                // A copy of the name, not of the bytes: at every moment there is a database under its own name.
                foreach (string part in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"])
                    File.Delete(aside + part);
                HardLink.Make(paths.Database, aside);
            }
            // A log beside another database would be taken for its own. There still is one only where the old vault could not be opened.
            foreach (string part in (ReadOnlySpan<string>)["-wal", "-journal"])
            {
                if (File.Exists(paths.Database + part))
                    File.Move(paths.Database + part, aside + part, overwrite: true);
            }
            File.Delete(paths.Database + "-shm");
            _waitingDeviceKey.Write(vaultId, deviceKey);
            File.Move(file, paths.Database, overwrite: true);
            DirectorySync.Flush(paths.Data);
            TakeWaitingKey(vaultId);
            return had ? aside : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, "the vault cannot be replaced", $"look at the owner and mode of {paths.Data}");
        }
    }

    /// <summary>After a crash in <see cref="Replace"/>: the waiting device key is this vault's, or it came to nothing.</summary>
    private void TakeWaitingKey(byte[] vaultId)
    {
        if (!File.Exists(_waitingDeviceKey.Path))
            return;
        bool isOurs = false;
        try
        {
            using LockedMemory? key = _waitingDeviceKey.Read(vaultId);
            isOurs = key is not null;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Damaged)
        {
            // Another vault's.
        }
        if (isOurs)
            File.Move(_waitingDeviceKey.Path, _deviceKey.Path, overwrite: true);
        else
            File.Delete(_waitingDeviceKey.Path);
        DirectorySync.Flush(paths.Data);
    }

    /// <summary>
    /// Makes the store of a new vault. The device key is on the disk before the vault is: a vault without its device key would need one
    /// more unlocking, a device key without a vault is replaced by the next init.
    /// </summary>
    public OpenVault Create(byte[] vaultId, KeyPair identity, Func<DeviceKeys, WriteTransaction, byte[], VaultRecord> fill)
    {
        SecretStore store = SecretStore.Open(paths.Database);
        DeviceKeys? device = null;
        try
        {
            using LockedMemory key = LockedMemory.RandomKey();
            byte[] sealedDeviceKey = SealedKey.Close(key.Span, identity.PublicKey);
            device = new DeviceKeys(key.Span);
            store.Authenticate(device);
            _deviceKey.Write(vaultId, key);
            VaultRecord record = store.WriteAsync(transaction => fill(device, transaction, sealedDeviceKey)).GetAwaiter().GetResult();
            return new OpenVault(store, device, record, openLog(store, device));
        }
        catch
        {
            store.Dispose();
            device?.Dispose();
            throw;
        }
    }

    private static SecretsException DeviceKeyMissing() =>
        new(ErrorCode.Locked, "the device key is missing", "secrets unlock: the vault brings it back");
}
