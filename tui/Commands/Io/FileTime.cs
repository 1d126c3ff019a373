using System.Runtime.InteropServices;

namespace Secrets.Tui.Commands.Io;

/// <summary>When a file was written, to the nanosecond: .NET keeps only hundreds of them, so that a time that it copies is another one.</summary>
/// <param name="Seconds">Since 1970.</param>
/// <param name="Nanoseconds">Beyond those.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe partial record struct FileTime(long Seconds, long Nanoseconds)
{
    private const int CurrentDirectory = -100;
    private const int CurrentDirectoryMac = -2;

    /// <summary>That of a file, links followed; null where it cannot be told.</summary>
    public static FileTime? Of(string path)
    {
        // Both structures are larger than what is read of them, and smaller than this.
        byte* status = stackalloc byte[512];
        if (OperatingSystem.IsMacOS())
        {
            int failed = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatusX64(path, status) : StatusArm64(path, status);
            // struct stat: st_mtimespec at 48.
            return failed != 0 ? null : new FileTime(*(long*)(status + 48), *(long*)(status + 56));
        }
        // struct statx: stx_mtime at 112, seconds and 32 bits of nanoseconds.
        const uint ModificationTime = 0x40;
        return StatusX(CurrentDirectory, path, 0, ModificationTime, status) != 0 ? null : new FileTime(*(long*)(status + 112), *(uint*)(status + 120));
    }

    /// <summary>Gives a file this time.</summary>
    /// <returns>Whether it could be done.</returns>
    public bool Set(string path)
    {
        // The time of the last access, then that of the last writing: UTIME_OMIT leaves the first as it is.
        long* times = stackalloc long[4];
        (times[0], times[1], times[2], times[3]) = (0, OperatingSystem.IsMacOS() ? -2 : 0x3ffffffe, Seconds, Nanoseconds);
        return SetTimes(OperatingSystem.IsMacOS() ? CurrentDirectoryMac : CurrentDirectory, path, times, 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusX(int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusX64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusArm64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "utimensat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetTimes(int directory, string path, long* times, int flags);
}
