using System.Runtime.InteropServices;

namespace Secrets.Tui.Commands.Io;

/// <summary>A descriptor, unbuffered, so that no copy of what passes is left anywhere.</summary>
/// <param name="descriptor">It stays open unless the stream is disposed.</param>
/// <param name="name">What it is, for messages: <c>standard output</c>.</param>
internal sealed unsafe class DescriptorStream(int descriptor, string name) : Stream
{
    private const int CloseOnExecLinux = 0x80000;
    private const int CloseOnExecMac = 0x1000000;

    public int Descriptor => descriptor;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens a file or a device that exists.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="flags">O_RDONLY (0), O_RDWR (2) and such, less O_CLOEXEC, which is added.</param>
    /// <exception cref="IOException">It cannot be opened; the message is the system's reason, the result its number (errno).</exception>
    public static DescriptorStream Open(string path, int flags)
    {
        int descriptor = Posix.Open(path, flags | (OperatingSystem.IsMacOS() ? CloseOnExecMac : CloseOnExecLinux));
        return descriptor >= 0 ? new DescriptorStream(descriptor, path) : throw Failure();
    }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = buffer)
                count = Posix.Read(descriptor, start, (nuint)buffer.Length);
            if (count >= 0)
                return (int)count;
            if (Marshal.GetLastPInvokeError() != Posix.EINTR)
                throw Failure();
        }
    }

    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint count;
            fixed (byte* start = buffer)
                count = Posix.Write(descriptor, start, (nuint)buffer.Length);
            if (count >= 0)
            {
                buffer = buffer[(int)count..];
                continue;
            }
            int error = Marshal.GetLastPInvokeError();
            if (error == Posix.EPIPE)
                throw new ClosedPipeException();
            if (error != Posix.EINTR)
                throw new IOException($"{name} cannot be written: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}", error);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _ = Posix.Close(descriptor);
        base.Dispose(disposing);
    }

    private static IOException Failure()
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant(), error);
    }
}
