using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands;

/// <summary>
/// The one table of exit codes; it never changes. A failed call ends with the number of its <see cref="ErrorCode"/>:
/// 1 failure, 2 usage, 3 not found, 4 locked, 5 refused, 6 conflict, 7 unreachable, 8 damaged.
/// </summary>
internal static class ExitCodes
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>What has no better code; also: the person answered no.</summary>
    public const int Failure = (int)ErrorCode.Failure;

    /// <summary>The command line means nothing.</summary>
    public const int Usage = (int)ErrorCode.Invalid;

    /// <summary>No daemon runs, and none was to be started.</summary>
    public const int Unreachable = (int)ErrorCode.Unreachable;

    /// <summary><c>run</c> failed before its command started.</summary>
    public const int RunFailed = 125;

    /// <summary><c>run</c> found the command, but it cannot be executed.</summary>
    public const int RunNotExecutable = 126;

    /// <summary><c>run</c> did not find the command.</summary>
    public const int RunNotFound = 127;

    /// <summary>Nobody reads our output any more: as a shell tells the end by SIGPIPE.</summary>
    public const int ClosedPipe = 128 + 13;

    /// <summary>The code for a failed call.</summary>
    public static int Of(ErrorCode code) => (int)code;
}
