using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>A program that runs for its output. It gets this process's environment, input and error stream.</summary>
internal static unsafe class CapturedProcess
{
    // Opaque structures of the C library: at most 336 bytes in any that is common.
    private const int Opaque = 512;

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">The arguments after its name, in bytes: a path need not be UTF-8.</param>
    /// <param name="output">Takes what it writes.</param>
    /// <returns>Its exit code, 128 and the signal's number where a signal ended it.</returns>
    /// <exception cref="SecretsException">Failure: it cannot be started.</exception>
    public static int Run(string program, IEnumerable<byte[]> arguments, SecretBufferWriter output)
    {
        int* ends = stackalloc int[2];
        byte* actions = stackalloc byte[Opaque];
        byte* attributes = stackalloc byte[Opaque];
        byte* signals = stackalloc byte[Opaque];
        if (Libc.Pipe(ends) != 0)
            throw new SecretsException(ErrorCode.Failure, "no pipe can be made");
        _ = Libc.Control(ends[0], Libc.SetCloseOnExec);
        _ = Libc.Control(ends[1], Libc.SetCloseOnExec);
        using CStrings vector = new([Encoding.UTF8.GetBytes(program), .. arguments]);
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        try
        {
            _ = Libc.AddDuplicate(actions, ends[1], 1);
            _ = Libc.FillSignals(signals);
            _ = Libc.SetSignalDefault(attributes, signals);
            const short SetSignalDefault = 0x04;
            _ = Libc.SetFlags(attributes, SetSignalDefault);
            int id;
            int error = Libc.Spawn(&id, program, actions, attributes, vector.Pointer, Libc.Environment());
            _ = Libc.Close(ends[1]);
            if (error != 0)
                throw new SecretsException(ErrorCode.Failure, $"{program} cannot be started: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");
            Read(ends[0], output);
            int status = 0;
            while (Libc.Wait(id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
            {
                // A signal to us.
            }
            int signal = status & 0x7f;
            return signal != 0 ? 128 + signal : (status >> 8) & 0xff;
        }
        finally
        {
            _ = Libc.Close(ends[0]);
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
        }
    }

    private static void Read(int descriptor, SecretBufferWriter output)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = output.GetSpan(65536))
                count = Libc.Read(descriptor, start, 65536);
            if (count > 0)
                output.Advance((int)count);
            else if (count == 0 || Marshal.GetLastPInvokeError() != Libc.EINTR)
                return;
        }
    }
}
