using System.Text;

namespace Secrets.Tui.ViewModels;

/// <summary>The lines of a log, in a bounded part of memory: the oldest go when it is full. A line keeps its number for ever.</summary>
internal sealed class LogText
{
    /// <summary>As much as two files of a run's log have.</summary>
    public const int MostBytes = 8 << 20;

    public const int MostLines = 1 << 20;

    /// <summary>A longer line is broken, in bytes and so at most in characters.</summary>
    public const int LongestLine = 4096;

    private const int LongestCharacter = 4;

    private readonly LogCleaner _cleaner = new();
    private readonly List<int> _starts = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    /// <summary>The number of the oldest line that is there.</summary>
    public long First { get; private set; }

    /// <summary>The number after the last line's.</summary>
    public long End => First + _starts.Count;

    /// <summary>Whether more may be added to the last line.</summary>
    public bool IsLineOpen { get; private set; }

    /// <summary>Adds what was printed next; sequences for terminals are left out.</summary>
    public void Append(ReadOnlySpan<byte> printed)
    {
        Span<byte> clean = stackalloc byte[4096];
        while (!printed.IsEmpty)
        {
            int count = Math.Min(printed.Length, clean.Length);
            Add(clean[.._cleaner.Clean(printed[..count], clean)]);
            printed = printed[count..];
        }
    }

    /// <summary>Decodes a line.</summary>
    /// <param name="number">From <see cref="First"/> to before <see cref="End"/>.</param>
    /// <param name="buffer">Takes it: <see cref="LongestLine"/> characters.</param>
    public ReadOnlySpan<char> Decode(long number, Span<char> buffer) => buffer[..Encoding.UTF8.GetChars(BytesOf(number), buffer)];

    private ReadOnlySpan<byte> BytesOf(long number)
    {
        int index = (int)(number - First);
        return _bytes.AsSpan(_starts[index]..(index + 1 < _starts.Count ? _starts[index + 1] : _length));
    }

    private void Add(ReadOnlySpan<byte> clean)
    {
        if (_length + clean.Length > MostBytes || _starts.Count + clean.Length > MostLines)
            DropOldest();
        Reserve(_length + clean.Length);
        while (!clean.IsEmpty)
        {
            if (!IsLineOpen)
                _starts.Add(_length);
            int end = clean.IndexOf((byte)'\n');
            int length = end < 0 ? clean.Length : end;
            int used = _length - _starts[^1];
            int cut = Math.Max(0, LongestLine - LongestCharacter - used);
            // Between characters, unless one has no end.
            while (cut < length && cut < LongestLine - used && (clean[cut] & 0xc0) == 0x80)
                cut++;
            bool isBroken = cut < length;
            if (isBroken)
                (length, end) = (cut, -1);
            IsLineOpen = end < 0 && !isBroken;
            clean[..length].CopyTo(_bytes.AsSpan(_length));
            _length += length;
            clean = clean[(end < 0 ? length : end + 1)..];
        }
    }

    /// <summary>A quarter goes at once, so that it is not moved for each line.</summary>
    private void DropOldest()
    {
        int lines = Math.Max(1, _starts.FindIndex(start => start >= _length / 4));
        if (_starts.Count > MostLines / 2)
            lines = Math.Max(lines, _starts.Count / 4);
        int bytes = lines < _starts.Count ? _starts[lines] : _length;
        lines = Math.Min(lines, _starts.Count);
        _bytes.AsSpan(bytes, _length - bytes).CopyTo(_bytes);
        _length -= bytes;
        _starts.RemoveRange(0, lines);
        for (int i = 0; i < _starts.Count; i++)
            _starts[i] -= bytes;
        First += lines;
        IsLineOpen &= _starts.Count > 0;
    }

    private void Reserve(int length)
    {
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min(Math.Max(length, _bytes.Length * 2), MostBytes));
    }
}
