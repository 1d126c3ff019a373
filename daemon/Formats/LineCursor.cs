using System.Text;

namespace Secrets.Daemon.Formats;

/// <summary>A place in a text of bytes that counts lines. Bytes, because a value need not be UTF-8.</summary>
internal ref struct LineCursor
{
    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    public LineCursor(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        _text = text.StartsWith(mark) ? text[mark.Length..] : text;
        Line = 1;
    }

    /// <summary>The line under the cursor, from 1.</summary>
    public int Line { get; private set; }

    public readonly bool AtEnd => _at >= _text.Length;

    /// <summary>The byte under the cursor, 0 at the end.</summary>
    public readonly byte Current => _at < _text.Length ? _text[_at] : (byte)0;

    /// <summary>Whether the cursor stands before a line's end (LF, CR LF or CR) or the text's.</summary>
    public readonly bool AtLineEnd => AtEnd || Current is (byte)'\n' or (byte)'\r';

    public byte Take()
    {
        byte taken = _text[_at++];
        if (taken == '\n' || (taken == '\r' && Current != '\n'))
            Line++;
        return taken;
    }

    /// <summary>Passes over blanks and tabs, not over a line's end.</summary>
    public void SkipBlanks()
    {
        while (Current is (byte)' ' or (byte)'\t')
            _at++;
    }

    /// <summary>Passes over blanks, tabs and empty lines.</summary>
    public void SkipSpace()
    {
        while (!AtEnd && Current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            Take();
    }

    /// <summary>Passes over what is left of the line, not over its end.</summary>
    public void SkipLine()
    {
        while (!AtLineEnd)
            _at++;
    }

    /// <summary>Takes what is left of the line, without its end (LF or CR LF), and passes over that.</summary>
    public ReadOnlySpan<byte> TakeLine()
    {
        int length = _text[_at..].IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = length < 0 ? _text[_at..] : _text.Slice(_at, length);
        _at = length < 0 ? _text.Length : _at + length + 1;
        if (length >= 0)
            Line++;
        return line is [.., (byte)'\r'] && length >= 0 ? line[..^1] : line;
    }

    /// <summary>Takes the bytes that fit, as long as they do.</summary>
    public ReadOnlySpan<byte> TakeWhile(Func<byte, bool> fits)
    {
        int start = _at;
        while (!AtEnd && fits(Current))
            _at++;
        return _text[start.._at];
    }

    /// <summary>Passes over these bytes where they stand next.</summary>
    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        if (!_text[_at..].StartsWith(expected))
            return false;
        _at += expected.Length;
        return true;
    }

    /// <summary>What stands from the cursor to the line's end, without taking it.</summary>
    public readonly ReadOnlySpan<byte> PeekLine()
    {
        int length = _text[_at..].IndexOf((byte)'\n');
        return length < 0 ? _text[_at..] : _text.Slice(_at, length);
    }
}
