using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>
/// The system calls of a terminal. System.Console would start up slowly, put its own settings over ours, and read what was typed
/// into strings that nobody can clear.
/// </summary>
internal static unsafe partial class Libc
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;

    public const int EINTR = 4;

    public const short PollIn = 1;
    public const short PollOut = 4;

    /// <summary>TCSANOW</summary>
    public const int Now = 0;

    /// <summary>TCSAFLUSH: what was typed ahead is thrown away.</summary>
    public const int AfterFlush = 2;

    /// <summary>SIGPIPE</summary>
    public const int PipeSignal = 13;

    /// <summary>RLIMIT_CORE</summary>
    public const int CoreSize = 4;

    private const string Library = "libc";

    public static int EAGAIN => OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>SIGTSTP</summary>
    public static int StopSignal => OperatingSystem.IsMacOS() ? 18 : 20;

    /// <summary>TIOCGWINSZ</summary>
    public static nuint GetWindowSize => OperatingSystem.IsMacOS() ? 0x40087468u : 0x5413u;

    /// <summary>FIOCLEX</summary>
    public static nuint SetCloseOnExec => OperatingSystem.IsMacOS() ? 0x20006601u : 0x5451u;

    [LibraryImport(Library, EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport(Library, EntryPoint = "tcgetattr")]
    public static partial int GetMode(int descriptor, byte* mode);

    [LibraryImport(Library, EntryPoint = "tcsetattr")]
    public static partial int SetMode(int descriptor, int when, byte* mode);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* mode);

    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request, void* argument);

    /// <summary>On Apple silicon the variadic argument lies on the stack: eight arguments fill the registers before it.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int ControlOnStack(int descriptor, nuint request, nint a2, nint a3, nint a4, nint a5, nint a6, nint a7, void* argument);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "pipe", SetLastError = true)]
    public static partial int Pipe(int* ends);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "signal")]
    public static partial nint Signal(int signal, nint handler);

    [LibraryImport(Library, EntryPoint = "sigaction")]
    public static partial int SignalAction(int signal, byte* action, byte* before);

    [LibraryImport(Library, EntryPoint = "setrlimit")]
    public static partial int SetLimit(int resource, ulong* limit);

    [LibraryImport(Library, EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, int* status, int options);

    [LibraryImport(Library, EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(int* process, string program, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitActions(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddOpen(void* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(void* actions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(void* actions);
}
