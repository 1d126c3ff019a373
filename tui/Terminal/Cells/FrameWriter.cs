namespace Secrets.Tui.Terminal.Cells;

/// <summary>Turns the difference between two frames into the bytes that make one of the other.</summary>
/// <param name="depth">The colours that the terminal has.</param>
internal sealed class FrameWriter(ColorDepth depth)
{
    private readonly AnsiBuffer _output = new();
    private readonly StyleWriter _style = new(depth);

    /// <summary>The bytes, valid until <see cref="Clear"/>; empty when the frames are alike.</summary>
    /// <param name="next">What the screen shall show.</param>
    /// <param name="shown">What it shows; of the same size.</param>
    /// <param name="all">Whether the terminal's contents are unknown, so that every cell has to be written.</param>
    public ReadOnlySpan<byte> Write(Frame next, Frame shown, bool all)
    {
        Clear();
        if (all)
            _style.Forget();
        bool changed = WriteCells(next, shown, all);
        if (changed || next.Cursor != shown.Cursor || next.CursorVisible != shown.CursorVisible)
        {
            if (next.Cursor is { } cursor)
                MoveTo(cursor.X, cursor.Y);
            _output.Add(next.CursorVisible ? "\e[?25h"u8 : "\e[?25l"u8);
        }
        if (changed)
            _output.Add("\e[?2026l"u8);
        return _output.Written;
    }

    /// <summary>Wipes the bytes: they may have shown a value.</summary>
    public void Clear() => _output.Clear();

    private bool WriteCells(Frame next, Frame shown, bool all)
    {
        bool begun = false;
        for (int y = 0; y < next.Height; y++)
        {
            // Where the terminal's cursor stands in this row, -1 when that is unknown.
            int at = -1;
            for (int x = 0; x < next.Width; x++)
            {
                ref readonly Cell cell = ref next[x, y];
                if (cell.Glyph is null || (!all && IsSame(next, shown, x, y)))
                    continue;
                if (!begun)
                    Begin(all);
                begun = true;
                if (at != x)
                    MoveTo(x, y);
                _style.Write(_output, cell.Style, isBlank: cell.Glyph == " ");
                at = WriteGlyph(cell.Glyph, IsWide(next, x, y)) ? x + 1 : -1;
            }
        }
        return begun;
    }

    /// <summary>Nothing is shown before the end (mode 2026, ignored where it is unknown), and no cursor runs over the screen.</summary>
    private void Begin(bool all)
    {
        _output.Add("\e[?2026h\e[?25l"u8);
        if (!all)
            return;
        _style.Write(_output, Style.Plain);
        _output.Add("\e[2J"u8);
    }

    /// <summary>Returns whether it is certain where the cursor stands afterwards.</summary>
    private bool WriteGlyph(string glyph, bool wide)
    {
        // Terminals disagree about the width of most that is not plain: blank the cells first, and place the cursor anew afterwards.
        bool certain = glyph.Length == 1 && glyph[0] is < (char)128 or (>= '─' and <= '▟') or '•' or '…';
        if (!certain)
            _output.Add(wide ? "  \e[2D"u8 : " \e[D"u8);
        _output.Add(glyph);
        return certain;
    }

    private void MoveTo(int x, int y) => _output.Add("\e["u8).Add(y + 1).Add(";"u8).Add(x + 1).Add("H"u8);

    private static bool IsWide(Frame frame, int x, int y) => x + 1 < frame.Width && frame[x + 1, y].Glyph is null;

    private static bool IsSame(Frame next, Frame shown, int x, int y) =>
        next[x, y] == shown[x, y] && IsWide(next, x, y) == IsWide(shown, x, y);
}
