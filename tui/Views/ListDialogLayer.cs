using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;

namespace Secrets.Tui.Views;

/// <summary>A dialog of rows, one of which is selected, with a line below for what has to be said.</summary>
internal abstract class ListDialogLayer : DialogLayer
{
    private const int MostRows = 18;

    private readonly ListScroll _scroll = new();

    protected override int WantedWidth => 74;

    /// <summary>How many rows there are.</summary>
    protected abstract int Count { get; }

    protected int Selected => _scroll.Selected;

    /// <summary>What is said below the rows.</summary>
    protected abstract FormNote Note { get; }

    /// <summary>The commands that move the selection.</summary>
    protected IEnumerable<KeyCommand> Movement =>
    [
        new(["j", "down"], "Next", "Move", () => Move(1)) { IsMovement = true },
        new(["k", "up"], "Previous", "Move", () => Move(-1)) { IsMovement = true },
        new(["pgdn"], "Next page", "Move", () => _scroll.MovePages(1)) { IsMovement = true },
        new(["pgup"], "Previous page", "Move", () => _scroll.MovePages(-1)) { IsMovement = true },
    ];

    /// <summary>Called when another row is selected.</summary>
    protected virtual void OnMoved()
    {
    }

    /// <summary>The text of a row, and the style that it has when it is not selected.</summary>
    protected abstract (string Text, Style Style) RowAt(int index, Theme theme, int width);

    protected override int WantedHeight(Canvas probe) => Math.Clamp(Count, 1, MostRows) + 1 + NoteLines(probe.Width).Count;

    protected override void DrawBody(Canvas canvas)
    {
        IReadOnlyList<string> note = NoteLines(canvas.Width);
        Canvas list = canvas.Part(0, 0, canvas.Width, Math.Max(1, canvas.Height - note.Count - (canvas.Height > note.Count + 2 ? 1 : 0)));
        list.OnMouse(_scroll.OnWheel);
        _scroll.SetCount(Count);
        _scroll.Show(list.Height);
        for (int y = 0; y < list.Height && _scroll.Top + y < Count; y++)
            DrawRow(list.Part(0, y, list.Width - 1, 1), _scroll.Top + y);
        _scroll.DrawBar(list.Part(list.Width - 1, 0, 1, list.Height));
        for (int i = 0; i < note.Count; i++)
            canvas.Text(0, canvas.Height - note.Count + i, note[i], StyleOf(Note.Kind, canvas.Theme));
    }

    private void Move(int rows)
    {
        _scroll.Move(rows);
        OnMoved();
    }

    private void DrawRow(Canvas line, int index)
    {
        (string text, Style style) = RowAt(index, line.Theme, line.Width - 2);
        bool isSelected = index == _scroll.Selected;
        if (isSelected)
        {
            style = line.Theme.Selection;
            line.Fill(style);
            line.Text(0, 0, "›", style);
            line.Cursor(0, 0, visible: false);
        }
        line.Text(2, 0, Graphemes.Fit(text, line.Width - 2), style);
        line.OnClick(() =>
        {
            _scroll.Select(index);
            OnMoved();
        });
    }

    private IReadOnlyList<string> NoteLines(int width) => TextWrap.Words(Sign(Note.Kind) + Note.Text, width);

    private static string Sign(ToastKind kind) => kind switch
    {
        ToastKind.Bad => "✗ ",
        ToastKind.Warning => "! ",
        _ => "",
    };

    private static Style StyleOf(ToastKind kind, Theme theme) => kind switch
    {
        ToastKind.Bad => theme.Bad,
        ToastKind.Warning => theme.Warning,
        _ => theme.Muted,
    };
}
