using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Client;

/// <summary>
/// The client's end of the pipe: a blocking stream over a raw Unix socket. One thread may read while another writes;
/// <see cref="Shutdown"/> wakes both.
/// </summary>
public sealed unsafe class UnixPipeStream : Stream
{
    private const int Family = 1;
    private const int StreamSocket = 1;
    private const int CloseOnExecSocket = 0x80000;
    private const int PathOffset = 2;

    /// <summary>A full accept queue makes connect wait; so long is a busy daemon given.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>So long may a call take. The slowest is an unlock after wrong ones: ten seconds of delay, and Argon2id.</summary>
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(60);

    private readonly int _socket;
    private int _open = 1;

    private UnixPipeStream(int socket) => _socket = socket;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Connects, and checks that the server runs as this process's own user.</summary>
    /// <param name="path">The socket's absolute path.</param>
    /// <returns>Null when nobody answers there.</returns>
    /// <exception cref="SecretsException">Unreachable: somebody is there, but busy, not permitted or somebody else's.</exception>
    public static UnixPipeStream? TryConnect(string path)
    {
        Span<byte> address = stackalloc byte[128];
        int length = WriteAddress(address, path);
        int type = OperatingSystem.IsLinux() ? StreamSocket | CloseOnExecSocket : StreamSocket;
        int socket = Libc.Socket(Family, type, 0);
        if (socket < 0)
            throw Failure("no socket can be made");
        UnixPipeStream pipe = new(socket);
        try
        {
            if (OperatingSystem.IsMacOS())
                pipe.PrepareOnMac();
            pipe.SetTimeout(ConnectTimeout, reading: false);
            if (!pipe.Connect(address[..length]))
            {
                pipe.Dispose();
                return null;
            }
            if (pipe.PeerUser() != Libc.EffectiveUser())
                throw new SecretsException(ErrorCode.Unreachable, "the daemon's pipe belongs to another user", $"look who listens at {path}");
            pipe.SetTimeouts(ReplyTimeout, ReplyTimeout);
            return pipe;
        }
        catch
        {
            pipe.Dispose();
            throw;
        }
    }

    /// <summary>Bounds every later read and write; a <see cref="TimeoutException"/> tells. Zero waits forever.</summary>
    public void SetTimeouts(TimeSpan read, TimeSpan write)
    {
        SetTimeout(read, reading: true);
        SetTimeout(write, reading: false);
    }

    /// <summary>Ends both directions: a blocked read returns zero. The descriptor stays reserved until Dispose.</summary>
    public void Shutdown()
    {
        if (Volatile.Read(ref _open) != 0)
            _ = Libc.Shutdown(_socket, 2);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = buffer)
                count = Libc.Receive(_socket, start, (nuint)buffer.Length, 0);
            if (count >= 0)
                return (int)count;
            int error = Marshal.GetLastPInvokeError();
            if (error == Libc.ECONNRESET)
                return 0;
            if (error != Libc.EINTR)
                throw StreamFailure(error, "read");
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // macOS has SO_NOSIGPIPE instead, set once.
        int flags = OperatingSystem.IsLinux() ? 0x4000 : 0;
        while (!buffer.IsEmpty)
        {
            nint count;
            fixed (byte* start = buffer)
                count = Libc.Send(_socket, start, (nuint)buffer.Length, flags);
            if (count >= 0)
            {
                buffer = buffer[(int)count..];
                continue;
            }
            int error = Marshal.GetLastPInvokeError();
            if (error != Libc.EINTR)
                throw StreamFailure(error, "written");
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _open, 0) != 0)
            _ = Libc.Close(_socket);
        base.Dispose(disposing);
    }

    /// <summary>A <c>sockaddr_un</c>: two bytes of family (Linux) or of length and family (macOS), then the path and its NUL.</summary>
    private static int WriteAddress(Span<byte> address, string path)
    {
        int length = Encoding.UTF8.GetByteCount(path);
        if (length > SecretsPaths.MaxPipePath)
            throw new SecretsException(ErrorCode.Unreachable, $"the pipe's path is longer than {SecretsPaths.MaxPipePath} bytes", "set SECRETS_HOME to a shorter path");
        address.Clear();
        Encoding.UTF8.GetBytes(path, address[PathOffset..]);
        if (OperatingSystem.IsMacOS())
            (address[0], address[1]) = ((byte)(PathOffset + length + 1), Family);
        else
            MemoryMarshal.Write(address, (ushort)Family);
        return PathOffset + length + 1;
    }

    private static SecretsException Failure(string what) =>
        new(ErrorCode.Unreachable, $"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    private static Exception StreamFailure(int error, string what) => error == Libc.EAGAIN
        ? new TimeoutException($"the pipe could not be {what} in time")
        : new IOException($"the pipe could not be {what}: {Marshal.GetPInvokeErrorMessage(error)}");

    private bool Connect(ReadOnlySpan<byte> address)
    {
        int result;
        fixed (byte* start = address)
        {
            do
                result = Libc.Connect(_socket, start, (uint)address.Length);
            while (result != 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
        }
        if (result == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        if (error == Libc.ENOENT || error == Libc.ENOTDIR || error == Libc.ECONNREFUSED)
            return false;
        throw error == Libc.EAGAIN
            ? new SecretsException(ErrorCode.Unreachable, "the daemon does not accept connections", "it may be stopped or overloaded; see 'secrets daemon status'")
            : Failure("the daemon's pipe cannot be opened");
    }

    private uint PeerUser()
    {
        // struct ucred { pid, uid, gid }
        Span<uint> credentials = stackalloc uint[3];
        uint length = 12;
        fixed (uint* start = credentials)
        {
            int result = OperatingSystem.IsMacOS()
                ? Libc.GetPeerIdentity(_socket, start + 1, start + 2)
                : Libc.GetSocketOption(_socket, 1, 17, start, &length);
            return result == 0 ? credentials[1] : throw Failure("the daemon's user is unknown");
        }
    }

    /// <summary>macOS knows neither SOCK_CLOEXEC nor MSG_NOSIGNAL: FIOCLEX and SO_NOSIGPIPE do their work.</summary>
    private void PrepareOnMac()
    {
        int yes = 1;
        _ = Libc.Control(_socket, Libc.SetCloseOnExec);
        _ = Libc.SetSocketOption(_socket, 0xffff, 0x1022, &yes, sizeof(int));
    }

    private void SetTimeout(TimeSpan timeout, bool reading)
    {
        // struct timeval; macOS has only 32 bits of microseconds, and padding after them.
        long* time = stackalloc long[2] { timeout.Ticks / TimeSpan.TicksPerSecond, timeout.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond };
        (int level, int option) = OperatingSystem.IsMacOS() ? (0xffff, reading ? 0x1006 : 0x1005) : (1, reading ? 20 : 21);
        _ = Libc.SetSocketOption(_socket, level, option, time, 2 * sizeof(long));
    }
}
