using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>Writes one value as a new version. Needs no secret key.</summary>
internal static class ValueWriter
{
    /// <summary>Writes it over what is there.</summary>
    /// <returns>The new version's number.</returns>
    public static int Write(WriteTransaction transaction, OpenVault vault, SecretHead head, SetEntry entry, NewValues values, NewValue value, DateTimeOffset now, bool stage)
    {
        SecretRecord secret = head.Advance(transaction, vault.Device, now, stage);
        long versionId = transaction.NewId();
        byte[] nonce = RandomBytes.New(Aead.NonceLength);
        ValueBinding place = new(vault.Record.VaultId, head.Environment.ProjectId, head.Environment.Id, secret.Id, secret.Last);
        byte[] ciphertext = place.Seal(value.Value.Span, nonce, values.DataKey(value));
        byte[] body = head.Details(vault.Device, stage).With(entry, value.Value).Seal(vault.Device, versionId);
        VersionRecord version = new(versionId, secret.Id, secret.Last, VersionKind.Value, value.SealedDataKey, nonce, value.Digest, now) { Body = body };
        transaction.Insert(version, ciphertext);
        return secret.Last;
    }

    /// <summary>
    /// The key that data keys have to be sealed to now: a rotation may have changed it since the environment was read. Whatever is
    /// sealed to another one when a rotation ends is lost, so every writer of versions asks here, in its transaction.
    /// </summary>
    /// <exception cref="SecretsException">Conflict: the environment is gone.</exception>
    public static byte[] PublicKey(ReadTransaction transaction, EnvironmentRecord environment) =>
        transaction.Environment(environment.Id)?.PublicKey
        ?? throw new SecretsException(ErrorCode.Conflict, "the environment was deleted at the same time", "secrets environment list");
}
