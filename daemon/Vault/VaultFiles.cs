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
