using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>The system calls around children, their terminals and their signals.</summary>
internal static unsafe partial class Unix
{
    public const int EINTR = 4;
    public const short PollIn = 1;
    public const int NoHang = 1;
    public const int Untraced = 2;
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const int StandardError = 2;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>The longest <c>struct termios</c> that is common.</summary>
    public const int TerminalSize = 128;

    private const string Library = "libc";

    /// <summary>WCONTINUED</summary>
    public static int Continued => OperatingSystem.IsMacOS() ? 0x10 : 8;

    public static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    public static int StopNow => OperatingSystem.IsMacOS() ? 17 : 19;

    public static int TerminalStop => OperatingSystem.IsMacOS() ? 18 : 20;

    public static int WindowChange => 28;

    [LibraryImport(Library, EntryPoint = "pipe", SetLastError = true)]
    public static partial int Pipe(int* ends);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "dup")]
    public static partial int Copy(int descriptor);

    [LibraryImport(Library, EntryPoint = "dup2")]
    public static partial int Duplicate(int descriptor, int to);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "isatty")]
    public static partial int IsTerminal(int descriptor);

    [LibraryImport(Library, EntryPoint = "tcgetattr")]
    public static partial int GetTerminal(int descriptor, byte* settings);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetTerminal(int descriptor, int when, byte* settings);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* settings);

    [LibraryImport(Library, EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int descriptor);

    [LibraryImport(Library, EntryPoint = "tcsetpgrp")]
    public static partial int SetForegroundGroup(int descriptor, int group);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    public static partial int OwnGroup();

    [LibraryImport(Library, EntryPoint = "setpgid")]
    public static partial int SetGroup(int process, int group);

    [LibraryImport(Library, EntryPoint = "getpid")]
    public static partial int OwnId();

    [LibraryImport(Library, EntryPoint = "getppid")]
    public static partial int ParentId();

    [LibraryImport(Library, EntryPoint = "kill")]
    public static partial int Send(int process, int signal);

    [LibraryImport(Library, EntryPoint = "raise")]
    public static partial int Raise(int signal);

    [LibraryImport(Library, EntryPoint = "signal")]
    public static partial nint SetSignal(int signal, nint handler);

    [LibraryImport(Library, EntryPoint = "sigaction")]
    public static partial int Action(int signal, byte* action, byte* before);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, int* status, int options);

    [LibraryImport(Library, EntryPoint = "setrlimit")]
    public static partial int SetLimit(int resource, ulong* limit);

    /// <summary>Linux only.</summary>
    [LibraryImport(Library, EntryPoint = "prctl")]
    public static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport(Library, EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenMaster(int flags);

    [LibraryImport(Library, EntryPoint = "grantpt")]
    public static partial int Grant(int master);

    [LibraryImport(Library, EntryPoint = "unlockpt")]
    public static partial int Unlock(int master);

    [LibraryImport(Library, EntryPoint = "ptsname")]
    public static partial byte* NameOf(int master);

    /// <summary>Only for requests without an argument: on Apple silicon a variadic function takes its arguments elsewhere.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request);

    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int Control(int descriptor, nuint request, void* argument);

    /// <summary>On Apple silicon the variadic argument lies on the stack: eight arguments fill the registers before it.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl")]
    public static partial int ControlOnStack(int descriptor, nuint request, nint a2, nint a3, nint a4, nint a5, nint a6, nint a7, void* argument);
}
