using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// The Unix socket under a .NET named pipe, for what the stream does not offer: the peer's credentials, a write that never waits,
/// and ending a connection that another thread reads from.
/// </summary>
internal static unsafe partial class PipeSocket
{
    /// <summary>What comes in.</summary>
    public const int ReadingSide = 0;

    /// <summary>What comes in and what goes out.</summary>
    public const int BothSides = 2;

    // poll.h, the same on both.
    private const short HangUp = 0x10;

    // Linux: sys/socket.h. struct ucred is { pid_t pid; uid_t uid; gid_t gid; }.
    private const int LinuxSocketLevel = 1;
    private const int LinuxPeerCredentials = 17;
    private const int LinuxDontWait = 0x40;
    private const int LinuxNoSignal = 0x4000;

    // Darwin: sys/un.h. The uid was checked by the stream, and is ours.
    private const int DarwinLocalLevel = 0;
    private const int DarwinPeerPid = 2;
    private const int DarwinDontWait = 0x80;

    /// <summary>Our own uid; the stream refused every other peer.</summary>
    public static uint UserId { get; } = geteuid();

    /// <summary>The process that connected; 0 where the system does not tell.</summary>
    public static int PeerPid(SafePipeHandle pipe)
    {
        bool linux = OperatingSystem.IsLinux();
        int* credentials = stackalloc int[3] { 0, 0, 0 };
        uint length = linux ? 12u : 4u;
        int result = getsockopt(pipe, linux ? LinuxSocketLevel : DarwinLocalLevel, linux ? LinuxPeerCredentials : DarwinPeerPid, credentials, &length);
        return result == 0 ? credentials[0] : 0;
    }

    /// <summary>Sends what the system takes at once.</summary>
    /// <returns>How many bytes; 0 where it takes none now.</returns>
    /// <exception cref="IOException">The peer is gone.</exception>
    public static int SendNow(SafePipeHandle pipe, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint sent = send(pipe, start, (nuint)bytes.Length, OperatingSystem.IsLinux() ? LinuxDontWait | LinuxNoSignal : DarwinDontWait);
            if (sent >= 0)
                return (int)sent;
        }
        // EAGAIN and EINTR: 11 and 4 on Linux, 35 and 4 on Darwin.
        return Marshal.GetLastPInvokeError() is 4 or 11 or 35 ? 0 : throw new IOException("the peer is gone");
    }

    /// <summary>Whether the peer has closed its end altogether; not where it only ended its writing side and still reads.</summary>
    public static bool IsGone(SafePipeHandle pipe)
    {
        bool held = false;
        try
        {
            pipe.DangerousAddRef(ref held);
            // struct pollfd is { int fd; short events; short revents; }; POLLHUP is told without being asked for.
            ulong look = (uint)pipe.DangerousGetHandle();
            short* words = (short*)&look;
            return poll(&look, 1, 0) == 1 && (words[3] & HangUp) != 0;
        }
        finally
        {
            if (held)
                pipe.DangerousRelease();
        }
    }

    /// <summary>Ends a connection, or one side of it: whoever reads from it reads its end.</summary>
    public static void Shutdown(SafePipeHandle pipe, int sides) => _ = shutdown(pipe, sides);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockopt(SafePipeHandle socket, int level, int option, int* value, uint* length);

    [LibraryImport("libc")]
    private static partial int poll(ulong* looks, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(SafePipeHandle socket, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int shutdown(SafePipeHandle socket, int how);
}
