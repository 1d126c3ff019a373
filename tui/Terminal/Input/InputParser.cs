namespace Secrets.Tui.Terminal.Input;

/// <summary>
/// Reads what a terminal sends: bytes in, events out, the same however the bytes are cut into pieces. It has no clock: when nothing
/// came for <see cref="Patience"/>, the caller calls <see cref="Flush"/>.
/// </summary>
/// <param name="emit">Takes the events in their order.</param>
internal sealed class InputParser(Action<TerminalEvent> emit)
{
    /// <summary>A longer answer of the terminal than this is none that we asked for.</summary>
    private const int LongestString = 4096;

    private const byte Escape = 0x1b;

    private readonly PasteCollector _paste = new();
    private byte[] _pending = GC.AllocateArray<byte>(1024, pinned: true);
    private int _count;

    /// <summary>How long to wait for more before what is there has to be taken as it is; null when nothing is pending.</summary>
    public TimeSpan? Patience
    {
        get
        {
            if (_paste.IsOpen)
                return TimeSpan.FromSeconds(2);
            return _count > 0 ? TimeSpan.FromMilliseconds(25) : null;
        }
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        Append(bytes);
        Consume(final: false);
    }

    /// <summary>No more came in time: an escape is the key itself, and a paste without an end gives the keyboard back.</summary>
    public void Flush()
    {
        if (_paste.IsOpen)
        {
            _paste.Add(_pending.AsSpan(0, _count));
            Drop(_count);
            emit(new PasteEvent(_paste.Close()));
            return;
        }
        Consume(final: true);
    }

    private void Consume(bool final)
    {
        int used = 0;
        while (used < _count)
        {
            ReadOnlySpan<byte> rest = _pending.AsSpan(used, _count - used);
            int length = _paste.IsOpen ? Paste(rest) : Next(rest, final);
            if (length == 0)
                break;
            used += length;
        }
        Drop(used);
    }

    private int Paste(ReadOnlySpan<byte> bytes)
    {
        int used = _paste.Take(bytes, out bool complete);
        if (complete)
            emit(new PasteEvent(_paste.Close()));
        return used;
    }

    /// <summary>Reads one event. Returns the bytes that it took, 0 when more must come first.</summary>
    private int Next(ReadOnlySpan<byte> bytes, bool final)
    {
        if (bytes[0] != Escape)
            return CharacterKeys.Read(bytes, KeyModifiers.None, final, emit);
        if (bytes.Length == 1)
            return final ? Emit(1, new Key(KeyCode.Escape)) : 0;
        return bytes[1] switch
        {
            (byte)'[' => Control(bytes, final),
            (byte)'O' => ApplicationKey(bytes, final),
            (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X' => ControlString(bytes, final),
            Escape => Emit(1, new Key(KeyCode.Escape)),
            _ => Alt(bytes, final),
        };
    }

    private int Alt(ReadOnlySpan<byte> bytes, bool final)
    {
        int used = CharacterKeys.Read(bytes[1..], KeyModifiers.Alt, final, emit);
        return used == 0 ? 0 : used + 1;
    }

    /// <summary>A key in the terminal's application mode: ESC O and one letter.</summary>
    private int ApplicationKey(ReadOnlySpan<byte> bytes, bool final)
    {
        if (bytes.Length < 3)
            return final ? Emit(2, Key.Character('O', KeyModifiers.Alt)) : 0;
        return Emit(3, new Key(ControlSequence.Letter(bytes[2])));
    }

    private int Control(ReadOnlySpan<byte> bytes, bool final)
    {
        if (final && bytes.Length == 2)
            return Emit(2, Key.Character('[', KeyModifiers.Alt));
        int length = ControlSequence.Length(bytes, final, out bool complete);
        if (!complete)
            return length;
        ControlSequence sequence = new(bytes[..length]);
        if (sequence.BeginsPaste)
            _paste.Open();
        else if (sequence.ToEvent() is { } happened)
            emit(happened);
        return length;
    }

    /// <summary>An answer of the terminal, from ESC ] and the like to BEL or ESC \. Only the colour of the background says something to us.</summary>
    private int ControlString(ReadOnlySpan<byte> bytes, bool final)
    {
        int limit = Math.Min(bytes.Length, LongestString);
        for (int i = 2; i < limit; i++)
        {
            if (bytes[i] is not (0x07 or Escape))
                continue;
            // Whether an escape ends this one or begins another, the next byte tells.
            if (bytes[i] == Escape && i + 1 == bytes.Length)
                return final ? i : 0;
            int end = bytes[i] == 0x07 ? i + 1 : bytes[i + 1] == '\\' ? i + 2 : i;
            if (BackgroundReply.TryRead(bytes[2..i], out BackgroundEvent? reply))
                emit(reply);
            return end;
        }
        return final || limit == LongestString ? limit : 0;
    }

    private int Emit(int used, Key key)
    {
        emit(new KeyEvent(key));
        return used;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_pending.Length - _count < bytes.Length)
        {
            byte[] larger = GC.AllocateArray<byte>(Math.Max(_pending.Length * 2, _count + bytes.Length), pinned: true);
            _pending.AsSpan(0, _count).CopyTo(larger);
            _pending.AsSpan().Clear();
            _pending = larger;
        }
        bytes.CopyTo(_pending.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Moves what is left to the front and wipes the rest: passphrases and values pass through here.</summary>
    private void Drop(int used)
    {
        _pending.AsSpan(used, _count - used).CopyTo(_pending);
        _pending.AsSpan(_count - used, used).Clear();
        _count -= used;
    }
}
