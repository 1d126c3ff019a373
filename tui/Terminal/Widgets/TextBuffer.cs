using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Text that is being typed, with a cursor: in pinned memory that is cleared, because it may be a passphrase or a value.</summary>
/// <param name="maxLength">The most characters it takes.</param>
internal sealed class TextBuffer(int maxLength)
{
    private char[] _characters = GC.AllocateArray<char>(64, pinned: true);
    private int _length;

    public ReadOnlySpan<char> Span => _characters.AsSpan(0, _length);

    public int Length => _length;

    /// <summary>Where the next character goes, 0 to <see cref="Length"/>; never within a cluster.</summary>
    public int Cursor { get; private set; }

    private ReadOnlySpan<char> BeforeCursor => Span[..Cursor];

    private ReadOnlySpan<char> AfterCursor => Span[Cursor..];

    private int LineStart => BeforeCursor.LastIndexOf('\n') + 1;

    private int LineEnd => AfterCursor.IndexOf('\n') is var end and >= 0 ? Cursor + end : _length;

    /// <summary>Puts text at the cursor. False, and nothing happens, when it would become too long.</summary>
    public bool Insert(ReadOnlySpan<char> text)
    {
        if (text.Length > maxLength - _length)
            return false;
        Reserve(_length + text.Length);
        _characters.AsSpan(Cursor, _length - Cursor).CopyTo(_characters.AsSpan(Cursor + text.Length));
        text.CopyTo(_characters.AsSpan(Cursor));
        _length += text.Length;
        Cursor += text.Length;
        return true;
    }

    /// <summary>Replaces everything; the cursor stands at the end.</summary>
    public void Set(ReadOnlySpan<char> text)
    {
        Clear();
        Insert(text);
    }

    /// <summary>Forgets the text: none of it stays in memory.</summary>
    public void Clear()
    {
        _characters.AsSpan().Clear();
        _length = 0;
        Cursor = 0;
    }

    public void DeleteBackwards() => Remove(Cursor == 0 ? 0 : Graphemes.PreviousLength(BeforeCursor));

    public void DeleteForwards()
    {
        int length = AfterCursor.Length == 0 ? 0 : Graphemes.NextLength(AfterCursor);
        Cursor += length;
        Remove(length);
    }

    public void DeleteWord()
    {
        int start = BeforeCursor.TrimEnd().LastIndexOfAny(" \t\n") + 1;
        Remove(Cursor - start);
    }

    public void DeleteToLineStart() => Remove(Cursor - LineStart);

    public void DeleteToLineEnd()
    {
        int length = LineEnd - Cursor;
        Cursor += length;
        Remove(length);
    }

    public void MoveLeft() => Cursor -= Cursor == 0 ? 0 : Graphemes.PreviousLength(BeforeCursor);

    public void MoveRight() => Cursor += AfterCursor.Length == 0 ? 0 : Graphemes.NextLength(AfterCursor);

    public void MoveToLineStart() => Cursor = LineStart;

    public void MoveToLineEnd() => Cursor = LineEnd;

    /// <summary>Moves to the line above, at the same distance from its beginning or at its end. False when there is none.</summary>
    public bool MoveUp()
    {
        int start = LineStart;
        if (start == 0)
            return false;
        int column = Graphemes.Width(Span[start..Cursor]);
        int above = Span[..(start - 1)].LastIndexOf('\n') + 1;
        Cursor = above + Graphemes.LengthThatFits(Span[above..(start - 1)], column);
        return true;
    }

    /// <summary>Moves to the line below, at the same distance from its beginning or at its end. False when there is none.</summary>
    public bool MoveDown()
    {
        int end = LineEnd;
        if (end == _length)
            return false;
        int column = Graphemes.Width(Span[LineStart..Cursor]);
        ReadOnlySpan<char> below = Span[(end + 1)..];
        int length = below.IndexOf('\n');
        Cursor = end + 1 + Graphemes.LengthThatFits(length < 0 ? below : below[..length], column);
        return true;
    }

    /// <summary>The text as a string, for what is no secret: names, descriptions, filters.</summary>
    public string ToPlainText() => new(Span);

    /// <summary>Says nothing of the text.</summary>
    public override string ToString() => "(typed text)";

    /// <summary>Removes what stands before the cursor, and wipes the place at the end that becomes free.</summary>
    private void Remove(int count)
    {
        AfterCursor.CopyTo(_characters.AsSpan(Cursor - count));
        _characters.AsSpan(_length - count, count).Clear();
        _length -= count;
        Cursor -= count;
    }

    private void Reserve(int length)
    {
        if (length <= _characters.Length)
            return;
        char[] larger = GC.AllocateArray<char>(Math.Max(length, _characters.Length * 2), pinned: true);
        Span.CopyTo(larger);
        _characters.AsSpan().Clear();
        _characters = larger;
    }
}
