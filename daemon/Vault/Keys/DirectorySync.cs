using System.Runtime.InteropServices;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>Makes a created or renamed name durable: syncing the file alone does not (fsync(2), notes).</summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>Syncs a directory.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = open(directory, ReadOnly);
        if (descriptor < 0)
            throw new IOException("a directory cannot be opened");
        try
        {
            if (fsync(descriptor) != 0)
                throw new IOException("a directory cannot be synced");
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
