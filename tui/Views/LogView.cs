using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>
/// The lines of a log, wrapped or cut. Either the end stays in sight, or the line at the top stays where it is, whatever is added below
/// it or goes above it.
/// </summary>
internal sealed class LogView(RunLogViewModel log)
{
    private long _top;
    private int _skipped;
    private int _height = 1;
    private int _width = 1;

    /// <summary>Whether a line that is too long goes on in the next row.</summary>
    public bool IsWrapping { get; set; } = true;

    /// <summary>Commands that scroll, for a command table.</summary>
    public IReadOnlyList<KeyCommand> Commands =>
    [
        new(["j", "down"], "Next row", "Move", () => Scroll(1)) { IsMovement = true },
        new(["k", "up"], "Previous row", "Move", () => Scroll(-1)) { IsMovement = true },
        new(["g", "home"], "First row", "Move", ScrollToFirst) { IsMovement = true },
        new(["G", "end"], "Last row, and follow it", "Move", () => log.IsFollowing = true) { IsMovement = true },
        new(["ctrl+f", "pgdn"], "Next page", "Move", () => Scroll(_height)) { IsMovement = true },
        new(["ctrl+b", "pgup"], "Previous page", "Move", () => Scroll(-_height)) { IsMovement = true },
        new(["ctrl+d"], "Half a page down", "Move", () => Scroll(_height / 2)) { IsMovement = true },
        new(["ctrl+u"], "Half a page up", "Move", () => Scroll(-_height / 2)) { IsMovement = true },
    ];

    /// <summary>Scrolls by so many rows. Who comes to the end follows it, and who goes up does not.</summary>
    public void Scroll(int rows)
    {
        (int index, int skipped) = Place();
        skipped += rows;
        while (skipped < 0 && index > 0)
            skipped += RowsOf(--index);
        while (index < log.Count - 1 && RowsOf(index) is var passed && skipped >= passed)
        {
            skipped -= passed;
            index++;
        }
        (int Index, int Skipped) end = End();
        log.IsFollowing = (index, skipped).CompareTo(end) >= 0;
        Keep((index, Math.Max(0, skipped)));
    }

    public void Draw(Canvas canvas, bool focused)
    {
        (_width, _height) = (Math.Max(1, canvas.Width - 1), Math.Max(1, canvas.Height));
        canvas.OnMouse(mouse =>
        {
            if (mouse.Action is MouseAction.WheelDown or MouseAction.WheelUp)
                Scroll(mouse.Action == MouseAction.WheelDown ? 3 : -3);
        });
        (int Index, int Skipped) end = End();
        (int Index, int Skipped) place = log.IsFollowing || Place().CompareTo(end) > 0 ? end : Place();
        Keep(place);
        int y = -place.Skipped;
        for (int index = place.Index; index < log.Count && y < canvas.Height; index++)
            y += DrawLine(canvas, y, log.LineAt(index));
        if (focused)
            canvas.Cursor(0, Math.Clamp(y - 1, 0, canvas.Height - 1), visible: false);
        DrawBar(canvas.Part(canvas.Width - 1, 0, 1, canvas.Height), place.Index);
    }

    private void ScrollToFirst()
    {
        log.IsFollowing = End() == (0, 0);
        Keep((0, 0));
    }

    /// <summary>The line at the top, and how many of its rows are above the top.</summary>
    private (int Index, int Skipped) Place()
    {
        int index = log.IndexOf(_top);
        if (index >= log.Count)
            return End();
        return (index, log.NumberOf(index) == _top ? Math.Min(_skipped, RowsOf(index) - 1) : 0);
    }

    private void Keep((int Index, int Skipped) place)
    {
        if (place.Index < log.Count)
            (_top, _skipped) = (log.NumberOf(place.Index), place.Skipped);
    }

    /// <summary>The place from which all is seen that is at the end.</summary>
    private (int Index, int Skipped) End()
    {
        int index = log.Count;
        int rows = 0;
        while (index > 0 && rows < _height)
            rows += RowsOf(--index);
        return (index, Math.Max(0, rows - _height));
    }

    private int RowsOf(int index) => IsWrapping ? Rows(log.LineAt(index)).Count : 1;

    private IReadOnlyList<Range> Rows(string line) => TextWrap.Exact(line, _width, LogText.LongestLine);

    /// <summary>Draws a line and returns its rows.</summary>
    private int DrawLine(Canvas canvas, int y, string line)
    {
        if (!IsWrapping)
            line = Graphemes.Fit(line, _width);
        IReadOnlyList<Range> rows = IsWrapping ? Rows(line) : [Range.All];
        IReadOnlyList<Range> matches = log.Filter.Matches(line);
        for (int i = 0; i < rows.Count; i++)
        {
            (int start, int length) = rows[i].GetOffsetAndLength(line.Length);
            canvas.Text(0, y + i, line.AsSpan(start, length), canvas.Theme.Base);
            foreach (Range match in matches)
            {
                int from = Math.Max(match.Start.Value, start);
                int to = Math.Min(match.End.Value, start + length);
                if (from < to)
                    canvas.Text(Graphemes.Width(line.AsSpan(start..from)), y + i, line.AsSpan(from..to), canvas.Theme.Match);
            }
        }
        return rows.Count;
    }

    private void DrawBar(Canvas column, int top)
    {
        if (log.Count <= column.Height)
            return;
        int size = Math.Max(1, column.Height * column.Height / log.Count);
        int start = log.IsFollowing ? column.Height - size : (int)Math.Min((long)top * (column.Height - size) / (log.Count - column.Height), column.Height - size);
        for (int y = start; y < start + size; y++)
            column.Text(0, y, "▐", column.Theme.Muted);
    }
}
