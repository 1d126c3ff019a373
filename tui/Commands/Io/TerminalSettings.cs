using System.Runtime.InteropServices;

namespace Secrets.Tui.Commands.Io;

/// <summary>A terminal's <c>struct termios</c>, of which only the parts that a prompt changes are named.</summary>
/// <remarks>
/// Linux (glibc, musl): four 32-bit flag words, the line discipline, 32 control characters.
/// macOS: four 64-bit flag words, 20 control characters.
/// </remarks>
internal sealed unsafe class TerminalSettings
{
    /// <summary>After what was written is out, and forgetting what was typed ahead: it would be shown by whoever reads it next.</summary>
    private const int Flush = 2;

    /// <summary>At once, and nothing is forgotten.</summary>
    private const int Now = 0;

    private readonly byte[] _bytes = new byte[128];

    private TerminalSettings()
    {
    }

    /// <summary>The settings of a terminal; null where the descriptor is none.</summary>
    public static TerminalSettings? Of(int descriptor)
    {
        TerminalSettings settings = new();
        fixed (byte* start = settings._bytes)
            return Posix.GetTerminal(descriptor, start) == 0 ? settings : null;
    }

    /// <summary>The same, but what is typed comes byte by byte and is not shown. Keys that send signals still do.</summary>
    public TerminalSettings Hidden()
    {
        TerminalSettings hidden = new();
        _bytes.CopyTo(hidden._bytes, 0);
        bool mac = OperatingSystem.IsMacOS();
        // INLCR, IGNCR, ICRNL: line ends as they are sent.
        hidden.Clear(0, 0x40 | 0x80 | 0x100);
        // ECHO, ECHONL, ICANON, IEXTEN.
        hidden.Clear(mac ? 24 : 12, mac ? 0x8u | 0x10 | 0x100 | 0x400 : 0x8u | 0x40 | 0x2 | 0x8000);
        // VMIN 1, VTIME 0: a read waits for one byte, however long.
        int characters = mac ? 32 : 17;
        hidden._bytes[characters + (mac ? 16 : 6)] = 1;
        hidden._bytes[characters + (mac ? 17 : 5)] = 0;
        return hidden;
    }

    /// <summary>Gives them to a terminal.</summary>
    /// <param name="descriptor">The terminal.</param>
    /// <param name="keepsInput">Whether what was typed and not read yet is kept.</param>
    public void ApplyTo(int descriptor, bool keepsInput = false)
    {
        fixed (byte* start = _bytes)
        {
            while (Posix.SetTerminal(descriptor, keepsInput ? Now : Flush, start) != 0 && Marshal.GetLastPInvokeError() == Posix.EINTR)
            {
                // A signal came in between; its handler has returned.
            }
        }
    }

    /// <summary>Clears bits of a flag word. Both systems are little-endian, and all these bits lie in the lower half.</summary>
    private void Clear(int offset, uint bits)
    {
        Span<byte> word = _bytes.AsSpan(offset, sizeof(uint));
        MemoryMarshal.Write(word, MemoryMarshal.Read<uint>(word) & ~bits);
    }
}
