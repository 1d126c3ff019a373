using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>
/// A backup: a copy of the database in one file, as encrypted as the database itself. The device key lies in it sealed to the vault's
/// identity, so that the file and a key of the vault are all that a restore needs.
/// </summary>
/// <param name="path">Where it lies.</param>
/// <param name="paths">Where the vault lies.</param>
internal sealed class BackupFile(string path, SecretsPaths paths)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it beside its place, verifies what was written, and moves it there: a file of this name is always a whole backup.</summary>
    public BackupReply Write(OpenVault vault, bool force, Action<long, long> progress, CancellationToken cancellationToken)
    {
        RequireUsable(force);
        string unfinished = path + ".unfinished";
        return Attempt(() =>
        {
            File.Delete(unfinished);
            try
            {
                MakePrivate(unfinished).Dispose();
                // Writing is the first half of the work, verifying the second.
                long generation = vault.Store.CopyTo(unfinished, (done, total) => progress(done, 2 * total), cancellationToken);
                StoreCounts counts = Verify(vault, unfinished, generation, progress);
                using (FileStream file = new(unfinished, FileMode.Open, FileAccess.ReadWrite))
                    file.Flush(flushToDisk: true);
                BackupReply reply = new(new FileInfo(unfinished).Length, counts.Records, counts.Values, counts.AuditEntries);
                if (!force && File.Exists(path))
                    throw Exists();
                File.Move(unfinished, path, overwrite: force);
                DirectorySync.Flush(Path.GetDirectoryName(path)!);
                return reply;
            }
            finally
            {
                File.Delete(unfinished);
            }
        });
    }

    /// <summary>Makes an empty file that only its owner may read. Follows no link: nothing may be there.</summary>
    public static FileStream MakePrivate(string file)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return new FileStream(file, options);
    }

    private static StoreCounts Verify(OpenVault vault, string file, long generation, Action<long, long> progress)
    {
        using StoreCopy copy = StoreCopy.Open(file, file);
        (VaultRecord? record, StoreCounts counts) = copy.Verify(vault.Device, (done, total) => progress(total + done, 2 * total));
        return record is not null && counts.Generation == generation && record.VaultId.AsSpan().SequenceEqual(vault.Record.VaultId)
            ? counts
            : throw Damage.Of("the backup just written");
    }

    private void RequireUsable(bool force)
    {
        if (!Path.IsPathFullyQualified(path) || path.EndsWith('/') || Directory.Exists(path))
            throw new SecretsException(ErrorCode.Invalid, "a backup is a file, named by an absolute path");
        if (Path.GetFullPath(Path.GetDirectoryName(path)!) == Path.GetFullPath(paths.Data))
            throw new SecretsException(ErrorCode.Invalid, "a backup beside the vault would be lost with it", "name another folder");
        if (!force && File.Exists(path))
            throw Exists();
    }

    private SecretsException Exists() => new(ErrorCode.Conflict, $"{path} exists already", "--force replaces it");

    private T Attempt<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretsException(ErrorCode.Failure, $"{path} cannot be written", "look at the folder's owner and mode, and at the space left");
        }
    }
}
