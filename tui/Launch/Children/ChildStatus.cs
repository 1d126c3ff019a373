namespace Secrets.Tui.Launch.Children;

/// <summary>A child's end, as <c>waitpid</c> has it.</summary>
internal static class ChildStatus
{
    /// <summary>SIGKILL, as the status of a child whose end nobody saw.</summary>
    public const int Killed = 9;

    /// <summary>The signal that ended it, or 0.</summary>
    public static int Signal(int status) => status & 0x7f;

    /// <summary>The exit code as a shell tells it: 128 and the signal's number where a signal ended it.</summary>
    public static int ExitCode(int status) => Signal(status) != 0 ? 128 + Signal(status) : (status >> 8) & 0xff;

    /// <summary>Whether the status is of a child that was stopped, and is still there.</summary>
    public static bool IsStopped(int status) => (status & 0xff) == 0x7f;

    /// <summary>Whether it is of a child that goes on.</summary>
    public static bool IsContinued(int status) => status == 0xffff || (OperatingSystem.IsMacOS() && IsStopped(status) && StopSignal(status) == 0x13);

    /// <summary>The signal that stopped it.</summary>
    public static int StopSignal(int status) => (status >> 8) & 0xff;
}
