using System.Runtime.InteropServices;

namespace Secrets.Shared.Client;

/// <summary>Why a file could not be read or written, in the system's words: of the runtime's own a native program has only the keys.</summary>
public static class FileTrouble
{
    private const int PermissionDenied = 13;
    private const int NameTooLong = 36;
    private const int NameTooLongMac = 63;
    private const int NoSuchFile = 2;
    private const int InputOutput = 5;

    /// <summary>The reason, in lower case: <c>no such file or directory</c>.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => Text(NoSuchFile),
        PathTooLongException => Text(OperatingSystem.IsMacOS() ? NameTooLongMac : NameTooLong),
        UnauthorizedAccessException => Text(Number(exception.InnerException) ?? PermissionDenied),
        // A link that leads nowhere is the runtime's own finding, without a number.
        _ => Number(exception) is { } number ? Text(number) : exception is IOException ? Text(InputOutput) : "it is no path of a file",
    };

    /// <summary>The system's number of an error (errno), as the runtime keeps it where it has no exception for it.</summary>
    private static int? Number(Exception? exception) => exception is IOException { HResult: > 0 and < 4096 and var number } ? number : null;

    private static string Text(int number) => Marshal.GetPInvokeErrorMessage(number).ToLowerInvariant();
}
