using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A place to type, with the keys of readline; one line or several, masked or not.</summary>
/// <param name="maxLength">The most characters it takes.</param>
internal sealed class TextField(int maxLength)
{
    private int _left;
    private int _top;

    public TextBuffer Text { get; } = new(maxLength);

    /// <summary>Whether dots stand for the characters.</summary>
    public bool IsMasked { get; set; }

    /// <summary>Whether it takes line ends.</summary>
    public bool IsMultiLine { get; init; }

    /// <summary>What an empty field suggests.</summary>
    public string Placeholder { get; set; } = "";

    /// <summary>Handles a key; false when it means nothing to a text.</summary>
    public bool OnKey(Key key)
    {
        if (key.IsText)
        {
            Span<char> characters = stackalloc char[2];
            Text.Insert(characters[..key.Rune.EncodeToUtf16(characters)]);
            return true;
        }
        switch (key.ToString())
        {
            case "backspace":
                Text.DeleteBackwards();
                return true;
            case "delete":
                Text.DeleteForwards();
                return true;
            case "left" or "ctrl+b":
                Text.MoveLeft();
                return true;
            case "right" or "ctrl+f":
                Text.MoveRight();
                return true;
            case "home" or "ctrl+a":
                Text.MoveToLineStart();
                return true;
            case "end" or "ctrl+e":
                Text.MoveToLineEnd();
                return true;
            case "ctrl+u":
                Text.DeleteToLineStart();
                return true;
            case "ctrl+k":
                Text.DeleteToLineEnd();
                return true;
            case "ctrl+w" or "alt+backspace":
                Text.DeleteWord();
                return true;
            // Enter goes on to the next field, as it does everywhere.
            case "alt+enter" when IsMultiLine:
                Text.Insert("\n");
                return true;
            // At the first and the last line these go to whoever moves between the fields.
            case "up" when IsMultiLine:
                return Text.MoveUp();
            case "down" when IsMultiLine:
                return Text.MoveDown();
            default:
                return false;
        }
    }

    /// <summary>Takes pasted text; a field of one line leaves its line ends out. False when it is too long.</summary>
    public bool OnPaste(ReadOnlySpan<char> text)
    {
        if (IsMultiLine || text.IndexOfAny('\n', '\r') < 0)
            return Text.Insert(text);
        char[] line = GC.AllocateUninitializedArray<char>(text.Length, pinned: true);
        int length = 0;
        foreach (char character in text)
        {
            if (character is not ('\n' or '\r'))
                line[length++] = character;
        }
        bool fits = Text.Insert(line.AsSpan(0, length));
        line.AsSpan().Clear();
        return fits;
    }

    public void Draw(Canvas canvas, bool focused)
    {
        canvas.Fill(canvas.Theme.Field);
        if (Text.Length == 0 && Placeholder.Length > 0)
            canvas.Text(0, 0, Graphemes.Fit(Placeholder, canvas.Width), canvas.Theme.Placeholder);
        ReadOnlySpan<char> before = Text.Span[..Text.Cursor];
        int row = before.Count('\n');
        int column = Cells(before[(before.LastIndexOf('\n') + 1)..]);
        // Without the keys it shows how it begins.
        _top = focused ? Scrolled(_top, row, canvas.Height) : 0;
        _left = focused ? Scrolled(_left, column, canvas.Width) : 0;
        int y = -_top;
        foreach (Range line in Text.Span.Split('\n'))
        {
            if (y >= canvas.Height)
                break;
            if (y >= 0)
                DrawLine(canvas, y, Text.Span[line]);
            y++;
        }
        if (focused)
            canvas.Cursor(column - _left, row - _top, visible: true);
    }

    private void DrawLine(Canvas canvas, int y, ReadOnlySpan<char> line)
    {
        if (IsMasked)
        {
            canvas.Text(0, y, new string('•', Math.Clamp(Graphemes.Count(line) - _left, 0, canvas.Width)), canvas.Theme.Field);
            return;
        }
        int hidden = Graphemes.LengthThatFits(line, _left);
        // A wide character cut by the left edge is left out, and what follows keeps its place.
        int gap = Graphemes.Width(line[..hidden]) < _left ? 1 : 0;
        canvas.Text(gap, y, line[Math.Min(line.Length, hidden + (gap == 0 || hidden == line.Length ? 0 : Graphemes.NextLength(line[hidden..])))..], canvas.Theme.Field);
    }

    private int Cells(ReadOnlySpan<char> text) => IsMasked ? Graphemes.Count(text) : Graphemes.Width(text);

    /// <summary>Where a window of this size has to begin, so that a place is in it and it moves no more than needed.</summary>
    private static int Scrolled(int begin, int place, int size) =>
        Math.Clamp(begin, Math.Max(0, place - Math.Max(1, size) + 1), place);
}
