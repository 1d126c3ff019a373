using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Rows with a heading. The selection stays on its row, whatever else comes, goes or moves.</summary>
/// <param name="key">What makes a row the same when the rows are read again.</param>
/// <param name="columns">The columns from left to right.</param>
internal sealed class Table<T>(Func<T, string> key, IReadOnlyList<TableColumn<T>> columns)
    where T : class
{
    /// <summary>The mark of the selected row and a space.</summary>
    private const int Margin = 2;

    private readonly ListScroll _scroll = new();
    private readonly int[] _wanted = new int[columns.Count];
    private readonly int[] _least = [.. columns.Select(column => column.MinWidth)];
    private readonly int[] _dropOrder = [.. columns.Select(column => column.DropOrder)];
    private readonly int _firstLuxury = columns.Where(column => column.IsLuxury).Select(column => column.DropOrder).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>The row to select when it comes.</summary>
    private string? _awaited;

    /// <summary>The row where the person left the selection.</summary>
    private string? _left;

    /// <summary>The row that was selected after the last change of the rows: another one now is the person's choice.</summary>
    private string? _settled;

    /// <summary>Whether the first row is selected only because nothing else was, and more rows follow.</summary>
    private bool _isProvisional;

    /// <summary>Finds the parts of a text that were searched for, in rising order and apart.</summary>
    public Func<string, IReadOnlyList<Range>>? FindMatches { get; set; }

    /// <summary>Whether a row has a mark before it.</summary>
    public Func<T, bool>? IsMarked { get; set; }

    /// <summary>A sign of one cell before a row that has no mark; null for none.</summary>
    public Func<T, Theme, (string Text, Style Style)?>? Sign { get; set; }

    /// <summary>Called when the selected row is chosen with the mouse.</summary>
    public Action? OnActivate { get; set; }

    public IReadOnlyList<T> Rows { get; private set; } = [];

    /// <summary>The number of the selected row, from 0.</summary>
    public int SelectedIndex => _scroll.Selected;

    private string? SelectedKey => Selected is { } row ? key(row) : null;

    public T? Selected => Rows.Count > 0 ? Rows[_scroll.Selected] : null;

    /// <summary>Commands that move the selection, for a command table.</summary>
    public IReadOnlyList<KeyCommand> Commands =>
    [
        new(["j", "down"], "Next row", "Move", () => _scroll.Move(1)) { IsMovement = true },
        new(["k", "up"], "Previous row", "Move", () => _scroll.Move(-1)) { IsMovement = true },
        new(["g", "home"], "First row", "Move", _scroll.MoveToFirst) { IsMovement = true },
        new(["G", "end"], "Last row", "Move", _scroll.MoveToLast) { IsMovement = true },
        new(["ctrl+f", "pgdn"], "Next page", "Move", () => _scroll.MovePages(1)) { IsMovement = true },
        new(["ctrl+b", "pgup"], "Previous page", "Move", () => _scroll.MovePages(-1)) { IsMovement = true },
        new(["ctrl+d"], "Half a page down", "Move", () => _scroll.MovePages(0.5)) { IsMovement = true },
        new(["ctrl+u"], "Half a page up", "Move", () => _scroll.MovePages(-0.5)) { IsMovement = true },
    ];

    /// <summary>Shows other rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="returns">
    /// Whether the selection goes back to the row where the person left it, if that comes back: so it is while a filter is typed. When
    /// rows change by themselves nothing moves under the person's fingers.
    /// </param>
    /// <param name="isPartial">Whether more rows follow at once: until then the first one is only selected for the time being.</param>
    public void SetRows(IReadOnlyList<T> rows, bool returns = false, bool isPartial = false)
    {
        string? selected = SelectedKey;
        bool isUntouched = _isProvisional && selected == _settled;
        if (selected is not null && (!returns || selected != _settled))
            _left = selected;
        Rows = rows;
        _scroll.SetCount(rows.Count);
        bool isFound = (_awaited is { } awaited && Select(awaited)) || (!isUntouched && ((_left is { } left && Select(left)) || (selected is not null && Select(selected))));
        if (isUntouched && !isFound)
            _scroll.MoveToFirst();
        _isProvisional = isPartial && !isFound;
        if (SelectedKey is { } settled)
        {
            (_settled, _awaited) = (settled, null);
            _left = returns ? _left ?? settled : settled;
        }
        for (int i = 0; i < columns.Count; i++)
            Measure(i);
    }

    /// <summary>Selects the row with this key as soon as there are rows, and it among them.</summary>
    public void SelectSoon(string wanted) => _awaited = wanted;

    /// <summary>Moves the selection by so many rows.</summary>
    public void Move(int by) => _scroll.Move(by);

    /// <summary>Selects the row with this key; false where there is none.</summary>
    public bool Select(string wanted)
    {
        for (int i = 0; i < Rows.Count; i++)
        {
            if (key(Rows[i]) == wanted)
            {
                _scroll.Select(i);
                return true;
            }
        }
        return false;
    }

    public void Draw(Canvas canvas, bool focused)
    {
        // The last column is kept for the scroll bar.
        int[] widths = ColumnLayout.Divide(_least, _wanted, _dropOrder, _firstLuxury, canvas.Width - Margin - 1);
        DrawHeader(canvas.Line(0), widths);
        Canvas body = canvas.Part(0, 1, canvas.Width, canvas.Height - 1);
        body.OnMouse(_scroll.OnWheel);
        _scroll.Show(body.Height);
        for (int y = 0; y < body.Height && _scroll.Top + y < Rows.Count; y++)
            DrawRow(body.Line(y), _scroll.Top + y, widths, focused);
        _scroll.DrawBar(body.Part(body.Width - 1, 0, 1, body.Height));
    }

    /// <summary>A column of one width needs no look at its texts, of which there may be ten thousand.</summary>
    private void Measure(int index)
    {
        TableColumn<T> column = columns[index];
        bool isHidden = column.IsHiddenWhenEmpty && !Rows.Any(row => column.Text(row).Length > 0);
        _least[index] = isHidden ? 0 : column.MinWidth;
        int widest = column.MaxWidth;
        if (!isHidden && column.MinWidth < column.MaxWidth)
            widest = Math.Max(Graphemes.Width(column.Title), Rows.Select(row => Graphemes.Width(column.Text(row))).DefaultIfEmpty().Max());
        _wanted[index] = isHidden ? 0 : Math.Clamp(widest, column.MinWidth, column.MaxWidth);
    }

    private void DrawHeader(Canvas line, int[] widths)
    {
        int x = Margin;
        for (int i = 0; i < columns.Count; i++)
        {
            if (widths[i] == 0)
                continue;
            line.Text(x, 0, Graphemes.Fit(columns[i].Title, widths[i]), line.Theme.Header);
            x += widths[i] + ColumnLayout.Gap;
        }
    }

    private void DrawRow(Canvas line, int index, int[] widths, bool focused)
    {
        Theme theme = line.Theme;
        bool isSelected = index == _scroll.Selected;
        Style selection = focused ? theme.Selection : theme.InactiveSelection;
        if (isSelected)
        {
            line.Fill(selection);
            line.Text(0, 0, "›", selection);
            if (focused)
                line.Cursor(0, 0, visible: false);
        }
        T row = Rows[index];
        if (IsMarked?.Invoke(row) == true)
            line.Text(1, 0, "●", isSelected ? selection : theme.Accent);
        else if (Sign?.Invoke(row, theme) is { } sign)
            line.Text(1, 0, sign.Text, isSelected ? selection : sign.Style);
        int x = Margin;
        for (int i = 0; i < columns.Count; i++)
        {
            if (widths[i] == 0)
                continue;
            Style style = isSelected ? selection : columns[i].Style?.Invoke(row, theme) ?? theme.Base;
            string text = Graphemes.Fit(columns[i].Text(row), widths[i]);
            line.Text(x, 0, text, style);
            if (columns[i].IsSearched)
                DrawMatches(line, x, text, isSelected ? selection.With(TextAttributes.Underline) : theme.Match);
            x += widths[i] + ColumnLayout.Gap;
        }
        line.OnMouse(mouse => OnMouse(mouse, index));
    }

    private void DrawMatches(Canvas line, int x, string text, Style style)
    {
        foreach (Range match in FindMatches?.Invoke(text) ?? [])
            line.Text(x + Graphemes.Width(text.AsSpan()[..match.Start]), 0, text.AsSpan()[match], style);
    }

    private void OnMouse(MouseEvent mouse, int index)
    {
        _scroll.OnWheel(mouse);
        if (mouse.Action != MouseAction.Press || mouse.Button != 0)
            return;
        bool again = _scroll.Selected == index;
        _scroll.Select(index);
        if (again)
            OnActivate?.Invoke();
    }
}
