using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Children;

/// <summary>A terminal of which we are the keyboard and the screen.</summary>
internal sealed unsafe class PseudoTerminal
{
    private static readonly bool OnStack = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <exception cref="SecretsException">Failure: the system gives none.</exception>
    public PseudoTerminal()
    {
        const int ReadWrite = 2;
        int noControl = OperatingSystem.IsMacOS() ? 0x20000 : 0x100;
        Master = Unix.OpenMaster(ReadWrite | noControl);
        if (Master < 0)
            throw new SecretsException(ErrorCode.Failure, "the system has no pseudo-terminal left");
        Descriptors.SetInherited(Master, false);
        _ = Unix.Grant(Master);
        _ = Unix.Unlock(Master);
        Path = Marshal.PtrToStringUTF8((nint)Unix.NameOf(Master)) ?? throw new SecretsException(ErrorCode.Failure, "the system names no pseudo-terminal");
    }

    /// <summary>Our end.</summary>
    public int Master { get; }

    /// <summary>The name of the other end.</summary>
    public string Path { get; }

    /// <summary>Makes it as large as another terminal; its programs are told when that changes something.</summary>
    public void TakeSizeOf(int terminal)
    {
        // struct winsize: rows, columns and two more, 16 bits each.
        ushort* size = stackalloc ushort[4];
        (nuint get, nuint set) = OperatingSystem.IsMacOS() ? (0x40087468u, 0x80087467u) : (0x5413u, 0x5414u);
        if (Control(terminal, get, size) == 0)
            _ = Control(Master, set, size);
    }

    private static int Control(int descriptor, nuint request, void* argument) => OnStack
        ? Unix.ControlOnStack(descriptor, request, 0, 0, 0, 0, 0, 0, argument)
        : Unix.Control(descriptor, request, argument);
}
