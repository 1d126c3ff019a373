using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>Reading, writing and waiting on file descriptors, through interruptions.</summary>
internal static unsafe class Descriptors
{
    /// <summary>Writes all of it; false when nobody takes it any more.</summary>
    public static bool WriteAll(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            int done = 0;
            while (done < bytes.Length)
            {
                nint count = Libc.Write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (count >= 0)
                    done += (int)count;
                else if (Marshal.GetLastPInvokeError() == Libc.EAGAIN)
                    WaitFor(descriptor, Libc.PollOut, 1000);
                else if (Marshal.GetLastPInvokeError() != Libc.EINTR)
                    return false;
            }
        }
        return true;
    }

    /// <summary>Reads what is there. Returns 0 at the end and on every failure, -1 when it was only interrupted.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count = Libc.Read(descriptor, start, (nuint)buffer.Length);
            if (count >= 0)
                return (int)count;
            int error = Marshal.GetLastPInvokeError();
            return error == Libc.EINTR || error == Libc.EAGAIN ? -1 : 0;
        }
    }

    /// <summary>Whether the descriptor became ready in time (or will never be: then reading and writing tell).</summary>
    public static bool WaitFor(int descriptor, short events, int milliseconds)
    {
        PollDescriptor poll = new() { Descriptor = descriptor, Events = events };
        return Libc.Poll(&poll, 1, milliseconds) > 0;
    }

    /// <summary>A pipe that no program started later inherits: the reading end, then the writing end.</summary>
    /// <exception cref="IOException">No descriptor is left.</exception>
    public static (int Read, int Write) Pipe()
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends) != 0)
            throw new IOException("no pipe: " + Marshal.GetLastPInvokeErrorMessage());
        _ = Libc.Control(ends[0], Libc.SetCloseOnExec, null);
        _ = Libc.Control(ends[1], Libc.SetCloseOnExec, null);
        return (ends[0], ends[1]);
    }
}
