using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Hosting;

/// <summary>Writes to stderr by the system call: <c>System.Console</c> costs start-up time and installs handlers that a daemon does not want.</summary>
internal static class StandardError
{
    /// <summary>Writes a text to stderr. A closed or full stderr is no reason to fail.</summary>
    public static void Write(string text) => Write(2, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a text to stdout, for <c>--help</c> and <c>--version</c>.</summary>
    public static void WriteOut(string text) => Write(1, Encoding.UTF8.GetBytes(text));

    /// <summary>Tells a mistake as the client does: <c>secretsd: error: …</c>, and the hint on a line of its own.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(SecretsException exception)
    {
        Write($"secretsd: error: {exception.Message}\n{(exception.Hint is null ? "" : $"secretsd: hint: {exception.Hint}\n")}");
        return (int)exception.Code;
    }

    private static unsafe void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint done = 0; done < bytes.Length;)
            {
                nint count = Libc.write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (count < 0 && Marshal.GetLastPInvokeError() != Libc.Interrupted)
                    return;
                done += Math.Max(count, 0);
            }
        }
    }
}
