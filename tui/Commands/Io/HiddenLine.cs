using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Io;

/// <summary>
/// Edits a line that nobody sees, byte by byte: Enter ends it, Backspace and ctrl+U take back, ctrl+D on an empty line gives up.
/// A bracketed paste (xterm's mode 2004) may hold several lines; its line ends, which terminals send as CR, become LF.
/// The line is not the terminal's own, because that one is cut at 4096 bytes (1024 on macOS) without a word.
/// </summary>
internal sealed class HiddenLine : IDisposable
{
    private const byte Escape = 0x1b;
    private const byte ControlD = 0x04;
    private const byte ControlU = 0x15;
    private const byte ControlW = 0x17;

    private readonly SecretBufferWriter _text = new();
    private readonly byte[] _sequence = new byte[16];
    private int _sequenceLength;
    private int _pasteStart = -1;

    private static ReadOnlySpan<byte> PasteEnd => "\x1b[201~"u8;

    /// <summary>What was typed so far.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Takes the next byte from the terminal.</summary>
    public HiddenLineState Feed(byte next)
    {
        if (_text.Length > SecretValue.MaxLength)
            return HiddenLineState.TooLong;
        if (_pasteStart >= 0)
        {
            Paste(next);
            return HiddenLineState.More;
        }
        if (_sequenceLength > 0)
        {
            Sequence(next);
            return HiddenLineState.More;
        }
        switch (next)
        {
            case (byte)'\r' or (byte)'\n':
                return HiddenLineState.Done;
            case ControlD:
                return _text.Length == 0 ? HiddenLineState.GivenUp : HiddenLineState.Done;
            case Escape:
                _sequence[_sequenceLength++] = next;
                break;
            case 0x7f or 0x08:
                TakeBackCharacter();
                break;
            case ControlU or ControlW:
                _text.Truncate(0);
                break;
            default:
                _text.Write([next]);
                break;
        }
        return HiddenLineState.More;
    }

    /// <summary>Forgets what was typed.</summary>
    public void Clear()
    {
        _text.Truncate(0);
        (_sequenceLength, _pasteStart) = (0, -1);
    }

    public void Dispose() => _text.Dispose();

    private void Paste(byte next)
    {
        _text.Write([next]);
        if (next != (byte)'~' || !Text[_pasteStart..].EndsWith(PasteEnd))
            return;
        _text.Truncate(_text.Length - PasteEnd.Length);
        Span<byte> pasted = _text.WrittenSpan[_pasteStart..];
        int length = JoinLineEnds(pasted);
        // One line, copied together with its end: the end was not meant.
        if (length > 0 && pasted[..length].IndexOf((byte)'\n') == length - 1)
            length--;
        _text.Truncate(_pasteStart + length);
        _pasteStart = -1;
    }

    /// <summary>Makes LF of CR LF and of CR, in place.</summary>
    private static int JoinLineEnds(Span<byte> text)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r')
            {
                text[length++] = (byte)'\n';
                if (i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
            }
            else
            {
                text[length++] = text[i];
            }
        }
        return length;
    }

    /// <summary>Keys that send a sequence mean nothing here, except the one that begins a paste.</summary>
    private void Sequence(byte next)
    {
        _sequence[_sequenceLength++] = next;
        ReadOnlySpan<byte> sequence = _sequence.AsSpan(0, _sequenceLength);
        bool goesOn = sequence.Length == 2 ? next is (byte)'[' or (byte)'O' : sequence[1] == '[' && next is < 0x40 or > 0x7e;
        if (goesOn && _sequenceLength < _sequence.Length)
            return;
        if (sequence.SequenceEqual("\x1b[200~"u8))
            _pasteStart = _text.Length;
        _sequenceLength = 0;
    }

    private void TakeBackCharacter()
    {
        int length = _text.Length;
        // The continuation bytes of UTF-8, then the byte that they continue.
        while (length > 0 && (Text[length - 1] & 0xc0) == 0x80)
            length--;
        _text.Truncate(Math.Max(length - 1, 0));
    }
}
