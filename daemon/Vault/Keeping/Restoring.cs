using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>
/// Brings a backup back. All of it is checked in a private copy first; then the copy takes the vault's place by one rename. Killed at
/// any moment, there is the vault from before or the one from the backup.
/// </summary>
/// <param name="door">Opens the vault.</param>
/// <param name="paths">Where the vault lies.</param>
internal sealed class Restoring(VaultDoor door, SecretsPaths paths)
{
    /// <summary>Does it, and leaves the vault unlocked. Slow for a passphrase (Argon2id).</summary>
    public BackupReply Restore(RestoreRequest request, Action<long, long> progress)
    {
        if (!Path.IsPathFullyQualified(request.Path))
            throw new SecretsException(ErrorCode.Invalid, "a backup is named by an absolute path");
        if (door.HasVault && !request.Replace)
            throw new SecretsException(ErrorCode.Conflict, "there is a vault already", "--replace puts the backup in its place");
        string copy = paths.Database + ".restored";
        try
        {
            long length = Copy(request.Path, copy);
            OpenedSlot opened = Verify(request, copy, progress, out StoreCounts counts, out VaultRecord record);
            try
            {
                using LockedMemory deviceKey = new(Aead.KeyLength);
                SealedKey.Open(record.SealedDeviceKey, opened.Identity, deviceKey.Span, "the device key");
                return new BackupReply(length, counts.Records, counts.Values, counts.AuditEntries, door.Replace(copy, record.VaultId, deviceKey, opened.Identity));
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        finally
        {
            Remove(copy);
        }
    }

    private OpenedSlot Verify(RestoreRequest request, string file, Action<long, long> progress, out StoreCounts counts, out VaultRecord record)
    {
        using StoreCopy copy = StoreCopy.Open(file, request.Path);
        (VaultRecord? claimed, IReadOnlyList<KeyslotRecord> slots) = copy.ReadUnverified();
        if (claimed is null)
            throw Damage.Of("the backup");
        FormatHeader.RequireKnown(claimed.Format, claimed.Suite, "the backup");
        OpenedSlot opened = door.OpenSlot(claimed, slots, request.Key.Source, request.Key.Key);
        try
        {
            using LockedMemory deviceKey = new(Aead.KeyLength);
            SealedKey.Open(claimed.SealedDeviceKey, opened.Identity, deviceKey.Span, "the backup's device key");
            using DeviceKeys device = new(deviceKey.Span);
            (VaultRecord? vouched, counts) = copy.Verify(device, progress);
            record = vouched ?? throw Damage.Of("the backup");
            if (!record.IdentityPublicKey.AsSpan().SequenceEqual(opened.Identity.PublicKey))
                throw Damage.Of("the backup");
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A copy of our own: what is checked is what is put in place, whatever happens to the backup meanwhile.</summary>
    private static long Copy(string from, string to)
    {
        try
        {
            Remove(to);
            using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.Read);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            using FileStream target = BackupFile.MakePrivate(to);
            source.CopyTo(target, 1 << 20);
            target.Flush(flushToDisk: true);
            return target.Length;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SecretsException(ErrorCode.NotFound, $"no file {from}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{from} cannot be read or copied", "look at its owner and mode, and at the space left");
        }
    }

    private static void Remove(string file)
    {
        foreach (string part in (ReadOnlySpan<string>)[file, file + "-journal", file + "-wal", file + "-shm"])
            File.Delete(part);
    }
}
