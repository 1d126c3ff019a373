using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Children;

/// <summary>Pipes and whole reads and writes.</summary>
internal static unsafe class Descriptors
{
    /// <summary>A pipe whose ends no other program inherits.</summary>
    /// <exception cref="SecretsException">Failure: the system gives none.</exception>
    public static (int Read, int Write) Pipe()
    {
        int* ends = stackalloc int[2];
        if (Unix.Pipe(ends) != 0)
            throw new SecretsException(ErrorCode.Failure, "no pipe can be made");
        SetInherited(ends[0], false);
        SetInherited(ends[1], false);
        return (ends[0], ends[1]);
    }

    /// <summary>Whether a program that is started inherits it: FIONCLEX or FIOCLEX.</summary>
    public static void SetInherited(int descriptor, bool inherited) => _ = Unix.Control(
        descriptor, OperatingSystem.IsMacOS() ? (inherited ? 0x20006602u : 0x20006601u) : inherited ? 0x5450u : 0x5451u);

    /// <summary>Writes all of it.</summary>
    /// <returns>Whether it could be written.</returns>
    public static bool Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (int done = 0; done < bytes.Length;)
            {
                nint count = Unix.Write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (count < 0 && Marshal.GetLastPInvokeError() != Unix.EINTR)
                    return false;
                done += (int)Math.Max(count, 0);
            }
        }
        return true;
    }

    /// <summary>Reads once.</summary>
    /// <returns>How much was read; 0 at the end, and where it cannot be read any more.</returns>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = Unix.Read(descriptor, start, (nuint)buffer.Length);
                if (count >= 0)
                    return (int)count;
                if (Marshal.GetLastPInvokeError() != Unix.EINTR)
                    return 0;
            }
        }
    }

    /// <summary>Reads until the buffer is full.</summary>
    /// <returns>Whether it is.</returns>
    public static bool ReadAll(int descriptor, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = Read(descriptor, buffer);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }
        return true;
    }

    /// <summary>Waits until one of two can be read.</summary>
    /// <param name="first">The one; -1 for none.</param>
    /// <param name="second">The other; -1 for none.</param>
    /// <param name="milliseconds">How long; -1 for ever.</param>
    /// <returns>Which of them can be read, or is at its end.</returns>
    public static (bool First, bool Second) WaitForEither(int first, int second, int milliseconds)
    {
        PollEntry* entries = stackalloc PollEntry[2];
        entries[0] = new PollEntry { Descriptor = first, Events = Unix.PollIn };
        entries[1] = new PollEntry { Descriptor = second, Events = Unix.PollIn };
        while (Unix.Poll(entries, 2, milliseconds) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Unix.EINTR)
                return (false, false);
        }
        return (entries[0].Happened != 0, entries[1].Happened != 0);
    }
}
