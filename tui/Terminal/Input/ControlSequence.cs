using System.Runtime.InteropServices;
using System.Text;

namespace Secrets.Tui.Terminal.Input;

/// <summary>
/// One complete sequence that began with ESC [ (ECMA-48, 5.4): keys with their modifiers, the mouse, the beginning of a paste.
/// </summary>
/// <param name="bytes">From the ESC to the final byte.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct ControlSequence(ReadOnlySpan<byte> bytes)
{
    /// <summary>No sequence that a key makes is longer.</summary>
    private const int Longest = 64;

    private readonly ReadOnlySpan<byte> _parameters = bytes[2..^1];
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly byte _final = bytes[^1];

    /// <summary>Whether what follows is pasted text.</summary>
    public bool BeginsPaste => _final == '~' && _parameters.SequenceEqual("200"u8);

    /// <summary>
    /// Finds the end of a sequence. Where there is none, <paramref name="complete"/> is false and the result tells how many bytes to
    /// throw away: 0 while more may come.
    /// </summary>
    public static int Length(ReadOnlySpan<byte> bytes, bool final, out bool complete)
    {
        complete = false;
        int limit = Math.Min(bytes.Length, Longest);
        for (int i = 2; i < limit; i++)
        {
            if (bytes[i] is >= 0x20 and < 0x40)
                continue;
            // Anything else here begins something new; the sequence was cut off.
            if (bytes[i] is < 0x40 or > 0x7e)
                return i;
            int length = i + 1 + BytesAfter(bytes[2..(i + 1)]);
            if (length > bytes.Length)
                return final ? bytes.Length : 0;
            complete = true;
            return length;
        }
        return final || limit == Longest ? limit : 0;
    }

    /// <summary>The key of a letter that ends a sequence.</summary>
    public static KeyCode Letter(byte letter) => letter switch
    {
        (byte)'A' => KeyCode.Up,
        (byte)'B' => KeyCode.Down,
        (byte)'C' => KeyCode.Right,
        (byte)'D' => KeyCode.Left,
        (byte)'H' => KeyCode.Home,
        (byte)'F' => KeyCode.End,
        (byte)'M' => KeyCode.Enter,
        (byte)'P' => KeyCode.F1,
        (byte)'Q' => KeyCode.F2,
        (byte)'R' => KeyCode.F3,
        (byte)'S' => KeyCode.F4,
        _ => KeyCode.Unknown,
    };

    /// <summary>What the sequence says, or null when it is an answer to a question or concerns nobody here.</summary>
    public TerminalEvent? ToEvent()
    {
        if (MouseReport.TryRead(_bytes, out MouseEvent? mouse))
            return mouse;
        if (_parameters is [(byte)'['])
            return new KeyEvent(new Key(_final is >= (byte)'A' and <= (byte)'E' ? KeyCode.F1 + (_final - 'A') : KeyCode.Unknown));
        if (_parameters is [(byte)'<' or (byte)'?' or (byte)'>' or (byte)'=', ..])
            return null;
        KeyModifiers modifiers = (KeyModifiers)(Math.Max(0, Number(1, 1) - 1) & 7);
        return _final switch
        {
            (byte)'u' => Unicode(Number(0, 0), modifiers),
            (byte)'~' => new KeyEvent(new Key(Numbered(Number(0, 0)), default, modifiers)),
            (byte)'Z' => new KeyEvent(new Key(KeyCode.Tab, default, KeyModifiers.Shift)),
            // The focus came or went, a position or a size: not asked for, of no use.
            (byte)'I' or (byte)'O' or (byte)'R' or (byte)'t' or (byte)'n' or (byte)'y' or (byte)'c' => null,
            _ => new KeyEvent(new Key(Letter(_final), default, modifiers)),
        };
    }

    /// <summary>Two kinds do not end where the standard says: a mouse report of the old style, and the Linux console's F1 to F5, ESC [ [ A to E.</summary>
    private static int BytesAfter(ReadOnlySpan<byte> body) => body switch
    {
        [(byte)'M'] => MouseReport.OldStyleLength,
        [(byte)'['] => 1,
        _ => 0,
    };

    /// <summary>The kitty keyboard protocol: the key's code point, told apart from the control characters of old.</summary>
    private static KeyEvent? Unicode(int code, KeyModifiers modifiers) => code switch
    {
        13 => new KeyEvent(new Key(KeyCode.Enter, default, modifiers)),
        27 => new KeyEvent(new Key(KeyCode.Escape, default, modifiers)),
        9 => new KeyEvent(new Key(KeyCode.Tab, default, modifiers)),
        127 or 8 => new KeyEvent(new Key(KeyCode.Backspace, default, modifiers)),
        >= 0x20 when Rune.IsValid(code) => new KeyEvent(new Key(KeyCode.Character, new Rune(code), modifiers)),
        _ => null,
    };

    private static KeyCode Numbered(int number) => number switch
    {
        1 or 7 => KeyCode.Home,
        2 => KeyCode.Insert,
        3 => KeyCode.Delete,
        4 or 8 => KeyCode.End,
        5 => KeyCode.PageUp,
        6 => KeyCode.PageDown,
        >= 11 and <= 15 => KeyCode.F1 + (number - 11),
        >= 17 and <= 21 => KeyCode.F6 + (number - 17),
        23 => KeyCode.F11,
        24 => KeyCode.F12,
        _ => KeyCode.Unknown,
    };

    private int Number(int index, int missing) => Parameters.Number(_parameters, index, missing);
}
