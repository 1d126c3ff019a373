using System.Diagnostics.CodeAnalysis;

namespace Secrets.Tui.Terminal.Input;

/// <summary>What the mouse did, as xterm reports it: mode 1006 (<c>ESC [ &lt; code ; x ; y M</c>), or three bytes after <c>ESC [ M</c>.</summary>
internal static class MouseReport
{
    /// <summary>The bytes that follow a report of the old style: code, column and row, each 32 too large.</summary>
    public const int OldStyleLength = 3;

    private const int ShiftBit = 4;
    private const int AltBit = 8;
    private const int ControlBit = 16;
    private const int MotionBit = 32;
    private const int WheelBit = 64;

    /// <summary>Reads a complete sequence with all its bytes; false when it is no report.</summary>
    public static bool TryRead(ReadOnlySpan<byte> sequence, [NotNullWhen(true)] out MouseEvent? mouse)
    {
        mouse = null;
        if (sequence.Length == 3 + OldStyleLength && sequence[2] == 'M')
        {
            int code = sequence[3] - 32;
            mouse = Make(code, sequence[4] - 33, sequence[5] - 33, released: (code & 3) == 3 && (code & WheelBit) == 0);
        }
        else if (sequence[2] == '<' && sequence[^1] is (byte)'M' or (byte)'m')
        {
            ReadOnlySpan<byte> body = sequence[3..^1];
            int code = Parameters.Number(body, 0, -1);
            int x = Parameters.Number(body, 1, 0);
            int y = Parameters.Number(body, 2, 0);
            if (code >= 0 && x > 0 && y > 0)
                mouse = Make(code, x - 1, y - 1, released: sequence[^1] == 'm');
        }
        return mouse is not null;
    }

    private static MouseEvent Make(int code, int x, int y, bool released)
    {
        KeyModifiers modifiers = ((code & ShiftBit) != 0 ? KeyModifiers.Shift : KeyModifiers.None)
            | ((code & AltBit) != 0 ? KeyModifiers.Alt : KeyModifiers.None)
            | ((code & ControlBit) != 0 ? KeyModifiers.Control : KeyModifiers.None);
        MouseAction action = (code & (WheelBit | MotionBit), released) switch
        {
            (WheelBit, _) => (code & 1) == 0 ? MouseAction.WheelUp : MouseAction.WheelDown,
            (MotionBit, _) => MouseAction.Move,
            (_, true) => MouseAction.Release,
            _ => MouseAction.Press,
        };
        return new MouseEvent(action, x, y, code & 3, modifiers);
    }
}
