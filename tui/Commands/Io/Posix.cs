using System.Runtime.InteropServices;

namespace Secrets.Tui.Commands.Io;

/// <summary>The system calls for descriptors and terminals. System.Console would cost more start-up time than a whole command.</summary>
internal static unsafe partial class Posix
{
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int ENOTDIR = 20;
    public const int EPIPE = 32;

    private const string Library = "libc";

    /// <summary>Only flags that need no mode: a variadic function takes further arguments elsewhere on Apple silicon.</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetTerminal(int descriptor, void* settings);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetTerminal(int descriptor, int when, void* settings);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(void* descriptors, nuint count, int milliseconds);

    /// <summary>Lets a signal that is caught have its default effect on this process, and catches it again.</summary>
    public static void RaiseByDefault(int signal)
    {
        // struct sigaction, opaque: at most 152 bytes.
        byte* before = stackalloc byte[512];
        if (Action(signal, null, before) != 0)
            return;
        _ = SetSignal(signal, 0);
        // To this very thread, so that it has happened when the call returns.
        _ = Raise(signal);
        _ = Action(signal, before, null);
    }

    /// <summary>For a process that nobody waits for: no terminal's signal and no service manager's word ends it, and no other process looks into it.</summary>
    public static void StandAlone()
    {
        const nint Ignore = 1;
        foreach (int signal in (ReadOnlySpan<int>)[1, 2, 3, 15])
            _ = SetSignal(signal, Ignore);
        const int SetDumpable = 4;
        if (OperatingSystem.IsLinux())
            _ = ProcessControl(SetDumpable, 0, 0, 0, 0);
    }

    /// <summary>Signal 0 only asks whether the process is there.</summary>
    [LibraryImport(Library, EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "getentropy", SetLastError = true)]
    public static partial int GetEntropy(byte* buffer, nuint length);

    /// <summary>A path without links, <c>.</c> and <c>..</c>; null where it does not exist.</summary>
    public static string? RealPath(string path)
    {
        // PATH_MAX is 4096 on Linux and 1024 on macOS.
        byte* resolved = stackalloc byte[4096];
        return RealPath(path, resolved) == null ? null : Marshal.PtrToStringUTF8((nint)resolved);
    }

    [LibraryImport(Library, EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* resolved);

    /// <summary>Fails where the directory is there already.</summary>
    [LibraryImport(Library, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectory(string path, uint mode);

    /// <summary>Linux: struct statfs, whose first field, a word, is the kind of file system; at most 120 bytes.</summary>
    [LibraryImport(Library, EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FileSystem(string path, void* status);

    /// <summary>Linux only, where the third argument travels as any other.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "getrlimit")]
    public static partial int GetLimit(int resource, ulong* limit);

    [LibraryImport(Library, EntryPoint = "sigaction")]
    private static partial int Action(int signal, byte* action, byte* before);

    [LibraryImport(Library, EntryPoint = "signal")]
    private static partial nint SetSignal(int signal, nint handler);

    [LibraryImport(Library, EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport(Library, EntryPoint = "raise")]
    private static partial int Raise(int signal);
}
