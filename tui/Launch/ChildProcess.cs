using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch;

/// <summary>A program that runs beside this one, on the same terminal.</summary>
internal sealed unsafe class ChildProcess
{
    // Opaque structures of the C library: at most 336 bytes in any that is common.
    private const int Opaque = 512;
    private const short SetProcessGroup = 0x02;
    private const short SetSignalDefault = 0x04;

    private readonly int _id;

    private ChildProcess(int id) => _id = id;

    /// <summary>Starts it.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">The arguments after its name.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="background">For one that must outlive a signal to our group: a group of its own, this descriptor as input, nothing shown.</param>
    /// <exception cref="SecretsException">Failure: it cannot be started.</exception>
    public static ChildProcess Start(string program, IReadOnlyList<string> arguments, ChildEnvironment environment, string folder, int? background = null)
    {
        byte* actions = stackalloc byte[Opaque];
        byte* attributes = stackalloc byte[Opaque];
        byte* signals = stackalloc byte[Opaque];
        using CStrings vector = new([.. arguments.Prepend(program).Select(Encoding.UTF8.GetBytes)]);
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        try
        {
            _ = Libc.AddFolder(actions, folder);
            if (background is { } input)
            {
                const int WriteOnly = 1;
                _ = Libc.AddDuplicate(actions, input, 0);
                _ = Libc.AddOpen(actions, 1, "/dev/null", WriteOnly, 0);
                _ = Libc.AddOpen(actions, 2, "/dev/null", WriteOnly, 0);
            }
            // The runtime ignores SIGPIPE, which the child would inherit.
            _ = Libc.FillSignals(signals);
            _ = Libc.SetSignalDefault(attributes, signals);
            _ = Libc.SetFlags(attributes, (short)(SetSignalDefault | (background is null ? 0 : SetProcessGroup)));
            int id;
            int error = Libc.Spawn(&id, program, actions, attributes, vector.Pointer, environment.Pointer);
            return error == 0
                ? new ChildProcess(id)
                : throw new SecretsException(ErrorCode.Failure, $"{program} cannot be started: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code, 128 and the signal's number where a signal ended it.</returns>
    public int Wait()
    {
        int status = 0;
        while (Libc.Wait(_id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
        {
            // A signal to us; the child goes on.
        }
        int signal = status & 0x7f;
        return signal != 0 ? 128 + signal : (status >> 8) & 0xff;
    }
}
