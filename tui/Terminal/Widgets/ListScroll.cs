using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Which row of a list is selected, and which is the first that is seen.</summary>
internal sealed class ListScroll
{
    private int _page = 1;

    public int Count { get; private set; }

    public int Selected { get; private set; }

    public int Top { get; private set; }

    public void SetCount(int count)
    {
        Count = count;
        Select(Selected);
    }

    public void Select(int index) => Selected = Math.Clamp(index, 0, Math.Max(0, Count - 1));

    /// <summary>Moves the selection by so many rows; it stops at the ends.</summary>
    public void Move(int rows) => Select((int)Math.Clamp((long)Selected + rows, 0, int.MaxValue));

    public void MovePages(double pages) => Move((int)(_page * pages));

    public void MoveToFirst() => Select(0);

    public void MoveToLast() => Select(Count - 1);

    /// <summary>The mouse's wheel moves the selection, which the view follows.</summary>
    public void OnWheel(MouseEvent mouse)
    {
        if (mouse.Action == MouseAction.WheelDown)
            Move(3);
        else if (mouse.Action == MouseAction.WheelUp)
            Move(-3);
    }

    /// <summary>Makes the selected row one of so many that are seen.</summary>
    public void Show(int height)
    {
        _page = Math.Max(1, height);
        Top = Math.Clamp(Top, Selected - _page + 1, Selected);
        Top = Math.Clamp(Top, 0, Math.Max(0, Count - _page));
    }

    /// <summary>Draws where in the whole the seen rows lie, when not all are seen.</summary>
    public void DrawBar(Canvas column)
    {
        if (Count <= column.Height || column.Height == 0)
            return;
        int size = Math.Max(1, column.Height * column.Height / Count);
        int start = Top * (column.Height - size) / (Count - column.Height);
        for (int y = start; y < start + size; y++)
            column.Text(0, y, "▐", column.Theme.Muted);
    }
}
