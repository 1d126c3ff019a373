using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>What a new vault holds: its record, one keyslot, and the default project with its default environment.</summary>
internal static class NewVault
{
    /// <summary>Length of a vault's id, in bytes.</summary>
    public const int IdLength = 16;

    /// <summary>Makes the vault of a new identity.</summary>
    /// <param name="files">Where it goes.</param>
    /// <param name="vaultId">Its id.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="source">What opens its first keyslot.</param>
    /// <param name="keyslot">That keyslot.</param>
    /// <param name="digestKey">The key of its digests.</param>
    /// <param name="now">The time.</param>
    public static OpenVault Make(VaultFiles files, byte[] vaultId, KeyPair identity, KeySource source, byte[] keyslot, LockedMemory digestKey, DateTimeOffset now) =>
        files.Create(vaultId, identity, (device, transaction, sealedDeviceKey) =>
        {
            VaultRecord vault = transaction.Insert(new VaultRecord(
                transaction.NewId(), vaultId, FormatHeader.Version, FormatHeader.Suite, identity.PublicKey, sealedDeviceKey,
                SealedKey.Close(digestKey.Span, identity.PublicKey), now));
            KeyslotDetails.Insert(device, transaction, source, keyslot, label: null, now);
            ProjectRecord project = AddProject(device, transaction, SecretScope.Default.Project, now);
            AddEnvironment(device, transaction, project, SecretScope.Default.Environment, inherits: null, now);
            return vault;
        });

    /// <summary>Adds a project.</summary>
    public static ProjectRecord AddProject(DeviceKeys device, WriteTransaction transaction, string name, DateTimeOffset now)
    {
        long id = transaction.NewId();
        return transaction.Insert(new ProjectRecord(
            id, device.NameHash(RecordKind.Project, 0, name), new NamedBody(name, now).Seal(device, RecordKind.Project, id)));
    }

    /// <summary>Adds an environment with a key pair of its own. Needs no secret key: the new one is sealed to the identity and forgotten.</summary>
    public static EnvironmentRecord AddEnvironment(
        DeviceKeys device, WriteTransaction transaction, ProjectRecord project, string name, EnvironmentRecord? inherits, DateTimeOffset now)
    {
        long id = transaction.NewId();
        using KeyPair pair = KeyPair.Generate();
        // Read here and now: the identity may have been rotated since the caller looked.
        byte[] identity = (transaction.Vault() ?? throw Damage.Of("the vault's record")).IdentityPublicKey;
        return transaction.Insert(new EnvironmentRecord(
            id,
            project.Id,
            device.NameHash(RecordKind.Environment, project.Id, name),
            new NamedBody(name, now).Seal(device, RecordKind.Environment, id),
            inherits?.Id,
            pair.PublicKey,
            SealedKey.Close(pair.SecretKey.Span, identity)));
    }
}
