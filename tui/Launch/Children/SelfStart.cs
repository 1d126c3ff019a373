using System.Runtime.InteropServices;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Children;

/// <summary>Starts this very program once more, as a stage or as a monitor.</summary>
internal static unsafe class SelfStart
{
    // Opaque structures of the C library: at most 336 bytes in any that is common.
    private const int Opaque = 512;
    private const short SetSignalDefault = 0x04;

    private static short SetSession => OperatingSystem.IsMacOS() ? (short)0x0400 : (short)0x80;

    /// <summary>Starts it, with every signal at its default.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="standard">What its three standard descriptors become; -1 stays as it is.</param>
    /// <param name="terminal">A terminal that controls it, in a session of its own, and stands for every -2 in <paramref name="standard"/>; or null.</param>
    /// <returns>Its process id.</returns>
    /// <exception cref="SecretsException">Failure: it cannot be started.</exception>
    public static int Start(IReadOnlyList<string> arguments, ReadOnlySpan<int> standard, string? terminal = null) =>
        Start([.. arguments.Select(Encoding.UTF8.GetBytes)], standard, terminal, newSession: terminal is not null);

    /// <summary>As the other, with arguments byte for byte, and a session of its own where one is wanted.</summary>
    public static int Start(IReadOnlyList<byte[]> arguments, ReadOnlySpan<int> standard, string? terminal, bool newSession)
    {
        byte* actions = stackalloc byte[Opaque];
        byte* attributes = stackalloc byte[Opaque];
        byte* signals = stackalloc byte[Opaque];
        // The kernel's name for it is right also where the file was replaced meanwhile.
        string path = OperatingSystem.IsLinux() ? "/proc/self/exe" : Environment.ProcessPath!;
        using CStrings vector = new(["secrets"u8.ToArray(), .. arguments]);
        _ = Libc.InitActions(actions);
        _ = Libc.InitAttributes(attributes);
        try
        {
            const int ReadWrite = 2;
            // A session's leader that opens a terminal gets it as its controlling one.
            if (terminal is not null)
                _ = Libc.AddOpen(actions, 1, terminal, ReadWrite, 0);
            for (int i = 0; i < standard.Length; i++)
            {
                if (standard[i] != -1)
                    _ = Libc.AddDuplicate(actions, standard[i] == -2 ? 1 : standard[i], i);
            }
            _ = Libc.FillSignals(signals);
            _ = Libc.SetSignalDefault(attributes, signals);
            _ = Libc.SetFlags(attributes, (short)(SetSignalDefault | (newSession ? SetSession : 0)));
            int id;
            int error = Libc.Spawn(&id, path, actions, attributes, vector.Pointer, Libc.Environment());
            return error == 0
                ? id
                : throw new SecretsException(ErrorCode.Failure, $"no process can be started: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}");
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
        }
    }
}
