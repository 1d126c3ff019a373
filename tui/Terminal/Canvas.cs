using System.Runtime.InteropServices;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>A part of the screen to draw on. Coordinates are its own; nothing is drawn outside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Canvas(Frame frame, Area area, Theme theme, List<HitArea> hits, bool active)
{
    private readonly Frame _frame = frame;
    private readonly Area _area = area;
    private readonly List<HitArea> _hits = hits;

    /// <summary>Only what is active sets the cursor and answers the mouse: the topmost layer.</summary>
    private readonly bool _active = active;

    public Theme Theme { get; } = theme;

    public int Width => _area.Width;

    public int Height => _area.Height;

    /// <summary>A part of this one, cut where it would reach beyond.</summary>
    public Canvas Part(int x, int y, int width, int height) =>
        new(_frame, new Area(_area.X + x, _area.Y + y, Math.Max(0, width), Math.Max(0, height)).Intersect(_area), Theme, _hits, _active);

    /// <summary>One row of it.</summary>
    public Canvas Line(int y) => Part(0, y, Width, 1);

    /// <summary>Draws text and returns the cells that it took.</summary>
    public int Text(int x, int y, ReadOnlySpan<char> text, Style style) => _frame.Put(_area, _area.X + x, _area.Y + y, text, style);

    /// <summary>Draws text that ends at the right edge, a cell away from it.</summary>
    public void TextAtRight(int y, string text, Style style) => Text(Width - Graphemes.Width(text) - 1, y, text, style);

    /// <summary>Draws text in the middle of a row, cut to its width.</summary>
    public void Centered(int y, string text, Style style)
    {
        text = Graphemes.Fit(text, Width);
        Text((Width - Graphemes.Width(text)) / 2, y, text, style);
    }

    public void Fill(Style style) => _frame.Fill(_area, style);

    public void Cursor(int x, int y, bool visible)
    {
        if (!_active || x < 0 || y < 0 || x >= Width || y >= Height)
            return;
        _frame.Cursor = (_area.X + x, _area.Y + y);
        _frame.CursorVisible = visible;
    }

    /// <summary>All of it answers the mouse. What is drawn later lies above.</summary>
    public void OnMouse(Action<MouseEvent> action)
    {
        if (_active)
            _hits.Add(new HitArea(_area, action));
    }

    /// <summary>All of it can be clicked.</summary>
    public void OnClick(Action action) => OnMouse(mouse =>
    {
        if (mouse.Action == MouseAction.Press && mouse.Button == 0)
            action();
    });

    /// <summary>Draws a border with a title around it, and returns what lies within.</summary>
    public Canvas Box(string title, bool focused)
    {
        if (Width < 2 || Height < 2)
            return Part(0, 0, 0, 0);
        Style style = focused ? Theme.FocusedBorder : Theme.Border;
        string line = new('─', Width - 2);
        Text(0, 0, $"╭{line}╮", style);
        Text(0, Height - 1, $"╰{line}╯", style);
        for (int y = 1; y < Height - 1; y++)
        {
            Text(0, y, "│", style);
            Text(Width - 1, y, "│", style);
        }
        if (title.Length > 0 && Width > 6)
            Text(2, 0, $" {Graphemes.Fit(title, Width - 6)} ", focused ? Theme.FocusedTitle : Theme.Title);
        return Part(1, 1, Width - 2, Height - 2);
    }
}
