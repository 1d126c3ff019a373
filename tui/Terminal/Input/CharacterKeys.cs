using System.Buffers;
using System.Text;

namespace Secrets.Tui.Terminal.Input;

/// <summary>Keys that arrive as characters: control characters and UTF-8.</summary>
internal static class CharacterKeys
{
    /// <summary>Reads one key. Returns the bytes that it took, 0 when more must come first. Bytes that are no UTF-8 are skipped.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, KeyModifiers modifiers, bool final, Action<TerminalEvent> emit)
    {
        if (bytes[0] is < 0x20 or 0x7f)
        {
            emit(new KeyEvent(Control(bytes[0], modifiers)));
            return 1;
        }
        OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used);
        if (status == OperationStatus.NeedMoreData && !final)
            return 0;
        if (status == OperationStatus.Done && !Rune.IsControl(rune))
            emit(new KeyEvent(new Key(KeyCode.Character, rune, modifiers)));
        return used;
    }

    private static Key Control(byte code, KeyModifiers modifiers) => code switch
    {
        0x0d or 0x0a => new Key(KeyCode.Enter, default, modifiers),
        0x09 => new Key(KeyCode.Tab, default, modifiers),
        0x7f or 0x08 => new Key(KeyCode.Backspace, default, modifiers),
        0x00 => Key.Character(' ', modifiers | KeyModifiers.Control),
        <= 26 => Key.Character((char)('a' + code - 1), modifiers | KeyModifiers.Control),
        _ => Key.Character((char)('@' + code), modifiers | KeyModifiers.Control),
    };
}
