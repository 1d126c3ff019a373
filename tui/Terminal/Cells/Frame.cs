using System.Text;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>A whole screen of cells, drawn into from the views and compared with the one before.</summary>
internal sealed class Frame
{
    private Cell[] _cells = [];

    public Frame(int width, int height, bool unicode = true)
    {
        Unicode = unicode;
        Resize(width, height);
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Whether glyphs beyond ASCII may be used.</summary>
    public bool Unicode { get; }

    /// <summary>Where the cursor stands. A hidden one still tells screen readers and braille displays where the person is.</summary>
    public (int X, int Y)? Cursor { get; set; }

    public bool CursorVisible { get; set; }

    private Area Whole => new(0, 0, Width, Height);

    public ref readonly Cell this[int x, int y] => ref _cells[(y * Width) + x];

    public void Resize(int width, int height)
    {
        Width = Math.Max(1, width);
        Height = Math.Max(1, height);
        _cells = new Cell[Width * Height];
        Clear(Style.Plain);
    }

    public void Clear(Style style)
    {
        _cells.AsSpan().Fill(new Cell(" ", style));
        Cursor = null;
        CursorVisible = false;
    }

    /// <summary>Draws text from left to right; whatever lies outside the clip is left out. Returns the cells that the drawn text took.</summary>
    public int Put(Area clip, int x, int y, ReadOnlySpan<char> text, Style style)
    {
        clip = clip.Intersect(Whole);
        if (y < clip.Y || y >= clip.Bottom)
            return 0;
        int begin = x;
        while (text.Length > 0 && x < clip.Right)
        {
            int length = Graphemes.NextLength(text);
            string glyph = Glyph.Of(text[..length], Unicode, out int width);
            text = text[length..];
            if (x + width > clip.Right)
                break;
            if (x >= clip.X)
                Set(x, y, glyph, width, style);
            x += width;
        }
        return x - begin;
    }

    public void Fill(Area area, Style style)
    {
        area = area.Intersect(Whole);
        for (int y = area.Y; y < area.Bottom; y++)
        {
            for (int x = area.X; x < area.Right; x++)
                Set(x, y, " ", 1, style);
        }
    }

    /// <summary>The text of a row without the spaces at its end.</summary>
    public string Row(int y)
    {
        StringBuilder row = new(Width);
        for (int x = 0; x < Width; x++)
            row.Append(this[x, y].Glyph);
        return row.ToString().TrimEnd(' ');
    }

    /// <summary>The rows, one line each.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, Height).Select(Row));

    private void Set(int x, int y, string glyph, int width, Style style)
    {
        Span<Cell> row = _cells.AsSpan(y * Width, Width);
        // Half of a wide glyph that was there cannot stay: its other half becomes a space.
        if (row[x].Glyph is null && x > 0)
            row[x - 1] = row[x - 1] with { Glyph = " " };
        int after = x + width;
        if (after < Width && row[after].Glyph is null)
            row[after] = row[after] with { Glyph = " " };
        if (!Unicode && width == 2)
        {
            // The stand-in of a wide glyph is two plain characters.
            row[x] = new Cell(glyph[..1], style);
            row[x + 1] = new Cell(glyph[1..], style);
            return;
        }
        row[x] = new Cell(glyph, style);
        if (width == 2)
            row[x + 1] = new Cell(null, style);
    }
}
