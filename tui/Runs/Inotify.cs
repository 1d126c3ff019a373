using System.Runtime.InteropServices;

namespace Secrets.Tui.Runs;

/// <summary>The system calls of inotify(7). Linux only.</summary>
internal static unsafe partial class Inotify
{
    /// <summary>IN_CLOEXEC</summary>
    public const int CloseOnExec = 0x80000;

    /// <summary>IN_MODIFY</summary>
    public const uint Modified = 0x2;

    /// <summary>IN_CLOSE_WRITE</summary>
    public const uint Closed = 0x8;

    /// <summary>IN_MOVED_TO</summary>
    public const uint MovedHere = 0x80;

    /// <summary>IN_CREATE</summary>
    public const uint Created = 0x100;

    /// <summary>IN_DELETE</summary>
    public const uint Deleted = 0x200;

    /// <summary>IN_ONLYDIR</summary>
    public const uint OnlyFolder = 0x1000000;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int Start(int flags);

    [LibraryImport(Library, EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Add(int descriptor, string path, uint events);
}
