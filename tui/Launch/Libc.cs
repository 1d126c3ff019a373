using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch;

/// <summary>The system calls by which this process becomes another program.</summary>
internal static unsafe partial class Libc
{
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int ENOEXEC = 8;
    public const int EACCES = 13;
    public const int ENOTDIR = 20;

    /// <summary>SIG_DFL, for <see cref="SetSignal"/>.</summary>
    public const nint DefaultHandler = 0;

    /// <summary>SIG_IGN, for <see cref="SetSignal"/>.</summary>
    public const nint IgnoreHandler = 1;

    /// <summary>O_CLOEXEC on Linux.</summary>
    public const int CloseOnExecLinux = 0x80000;

    /// <summary>pidfd_open, for <see cref="SystemCall"/>; the same number on every architecture.</summary>
    public const int OpenProcess = 434;

    private const string Library = "libc";

    /// <summary>memfd_create, for <see cref="SystemCall"/>.</summary>
    public static int MemoryFile => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 319 : 279;

    /// <summary>FIOCLEX, for <see cref="Control"/>.</summary>
    public static nuint SetCloseOnExec => OperatingSystem.IsMacOS() ? 0x20006601u : 0x5451u;

    /// <summary>FIONCLEX, for <see cref="Control"/>.</summary>
    public static nuint ClearCloseOnExec => OperatingSystem.IsMacOS() ? 0x20006602u : 0x5450u;

    [LibraryImport(Library, EntryPoint = "execve", SetLastError = true)]
    public static partial int Execute(byte* path, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "write")]
    public static partial nint Write(int descriptor, byte* bytes, nuint length);

    [LibraryImport(Library, EntryPoint = "chdir", SetLastError = true)]
    public static partial int ChangeFolder(byte* path);

    /// <summary>Sets a signal's disposition.</summary>
    [LibraryImport(Library, EntryPoint = "signal")]
    public static partial nint SetSignal(int signal, nint handler);

    /// <summary>
    /// The environment as the process got it. <c>environ</c> is a variable, which P/Invoke cannot read; the runtime's own library,
    /// which is part of every program of .NET, has this function for it.
    /// </summary>
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_GetEnviron")]
    public static partial byte** Environment();

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, int* status, int options);

    [LibraryImport(Library, EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(int* process, string path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitActions(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddOpen(void* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(void* actions, int descriptor, int target);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddFolder(void* actions, string path);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitAttributes(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(void* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetSignalDefault(void* attributes, void* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(void* attributes);

    [LibraryImport(Library, EntryPoint = "sigfillset")]
    public static partial int FillSignals(void* signals);

    [LibraryImport(Library, EntryPoint = "pipe", SetLastError = true)]
    public static partial int Pipe(int* ends);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* bytes, nuint length);

    [LibraryImport(Library, EntryPoint = "lseek")]
    public static partial long Seek(int descriptor, long offset, int whence);

    /// <summary>Only flags that need no mode: a variadic function takes further arguments elsewhere on Apple silicon.</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenFile(string path, int flags);

    [LibraryImport(Library, EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    /// <summary>Writes the path without links, of at most 4096 bytes and a NUL, into a buffer.</summary>
    [LibraryImport(Library, EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* RealPath(string path, byte* buffer);

    /// <summary>Linux only: for calls that the C library has no function for, or has it too lately.</summary>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint first, nint second);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addclose")]
    public static partial int AddClose(void* actions, int descriptor);

    /// <summary>Only for requests without an argument: on Apple silicon a variadic function takes its arguments elsewhere.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request);
}
