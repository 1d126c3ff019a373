using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Decrypts a stored value. Only <see cref="ValueAccess"/> lets the result out; <see cref="PendingDigests"/> keeps it inside.</summary>
internal static class ValueOpener
{
    /// <summary>Opens a value with the keys of an unlocked vault.</summary>
    /// <exception cref="SecretsException">Damaged.</exception>
    public static SecretValue Open(Keyring ring, OpenVault vault, EnvironmentRecord environment, StoredValue stored)
    {
        ValueBinding place = new(vault.Record.VaultId, environment.ProjectId, environment.Id, stored.Secret.Id, stored.Version.Number);
        SecretValue value = new(ValueBinding.LengthOf(stored.Ciphertext));
        try
        {
            ring.WithDataKey(environment, stored.Version, key => place.Open(stored.Ciphertext, stored.Version.Nonce, key, value.Writable));
            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }
}
