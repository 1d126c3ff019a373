using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A dialog of rows to fill in. What does not fit is scrolled, so that the row with the keys is always seen.</summary>
internal abstract class FormLayer : DialogLayer
{
    private IReadOnlyList<FormRow>? _rows;
    private int _focus = -1;
    private int _top;

    /// <summary>The rows from top to bottom.</summary>
    protected IReadOnlyList<FormRow> Rows => _rows ??= DefineRows();

    /// <summary>Whether it waits for an answer; it takes no keys meanwhile.</summary>
    protected abstract bool IsBusy { get; }

    /// <summary>What is said below the rows, however little room there is; null for nothing.</summary>
    protected virtual FormNote? Footer => null;

    /// <summary>The columns that the labels take.</summary>
    protected virtual int LabelWidth => Rows.Max(row => Graphemes.Width(row.Label)) + 2;

    protected override int WantedWidth => 62;

    protected FormRow Focused => Rows[_focus];

    public override void OnOpen() => MoveFocus(1);

    public override void OnKey(Key key)
    {
        if (IsBusy)
            return;
        // What types is the field's; all else is a command first.
        if ((key.IsText && Focused.OnKey(key)) || (IsVertical(key) && Focused.OnKey(key)))
            return;
        if (!Commands.TryRun(key))
            Focused.OnKey(key);
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        if (!IsBusy)
            Focused.OnPaste(text);
    }

    protected abstract IReadOnlyList<FormRow> DefineRows();

    /// <summary>Does what the form is for.</summary>
    protected abstract void Submit();

    /// <summary>The commands that every form has.</summary>
    protected IEnumerable<KeyCommand> FormCommands(string submitKey, string submitTitle, string submitHint) =>
    [
        new([submitKey], submitTitle, "Form", Submit) { Hint = submitHint },
        new(["tab", "down"], "Next field", "Form", () => MoveFocus(1)) { IsMovement = true },
        new(["shift+tab", "up"], "Previous field", "Form", () => MoveFocus(-1)) { IsMovement = true },
        // The row itself takes it first; it stands here for the help.
        new(["space"], "Tick a box, or take the next of the choices", "Form", static () => { }) { IsMovement = true },
    ];

    /// <summary>Gives the keys to the next or the previous row that takes them, around the ends.</summary>
    protected void MoveFocus(int step)
    {
        int next = _focus;
        do
            next = ((next + step) % Rows.Count + Rows.Count) % Rows.Count;
        while (!Rows[next].CanFocus && next != _focus);
        _focus = next;
    }

    protected void FocusOn(FormRow row) => _focus = Rows.ToList().IndexOf(row);

    /// <summary>Whether the keys are at the last row that takes them.</summary>
    protected bool IsAtLast => !Rows.Skip(_focus + 1).Any(row => row.CanFocus);

    protected override int WantedHeight(Canvas probe) => RowsHeight(probe.Width) + FooterHeight(probe.Width) + (Footer is null ? 0 : 1);

    protected override void DrawBody(Canvas canvas)
    {
        if (Footer is { } footer)
        {
            int height = Math.Min(FooterHeight(canvas.Width), Math.Max(1, canvas.Height - 1));
            DrawNote(canvas.Part(0, canvas.Height - height, canvas.Width, height), footer);
            canvas = canvas.Part(0, 0, canvas.Width, Math.Max(1, canvas.Height - height - (canvas.Height > RowsHeight(canvas.Width) + height ? 1 : 0)));
        }
        ScrollTo(canvas);
        int y = -_top;
        for (int i = 0; i < Rows.Count; i++)
        {
            DrawRow(canvas, y, i);
            y += HeightOf(Rows[i], canvas.Width);
        }
    }

    private void ScrollTo(Canvas canvas)
    {
        int start = Rows.Take(_focus).Sum(row => HeightOf(row, canvas.Width));
        int end = start + HeightOf(Focused, canvas.Width);
        int all = RowsHeight(canvas.Width);
        _top = Math.Min(Math.Max(_top, end - canvas.Height), start);
        _top = Math.Clamp(_top, 0, Math.Max(0, all - canvas.Height));
    }

    private void DrawRow(Canvas canvas, int y, int index)
    {
        FormRow row = Rows[index];
        bool focused = index == _focus;
        int left = row.Label.Length == 0 ? 0 : LabelWidth;
        int height = row.Height(canvas.Width - left);
        if (y >= canvas.Height || y + height < 0)
            return;
        canvas.Text(0, y, row.Label, focused ? canvas.Theme.Accent : canvas.Theme.Muted);
        Canvas place = canvas.Part(left, y, canvas.Width - left, height);
        row.Draw(place, focused && !IsBusy);
        if (row.CanFocus)
        {
            place.OnClick(() =>
            {
                _focus = index;
                row.OnClick();
            });
        }
        if (row.Note() is { } note)
            DrawNote(canvas.Part(left, y + height, canvas.Width - left, NoteHeight(row, canvas.Width)), note);
    }

    private int RowsHeight(int width) => Rows.Sum(row => HeightOf(row, width));

    private int FooterHeight(int width) => Footer is { } footer ? TextWrap.Words("✗ " + footer.Text, width).Count : 0;

    private static void DrawNote(Canvas canvas, FormNote note)
    {
        (string sign, Style style) = note.Kind switch
        {
            ToastKind.Bad => ("✗ ", canvas.Theme.Bad),
            ToastKind.Warning => ("! ", canvas.Theme.Warning),
            ToastKind.Good => ("✓ ", canvas.Theme.Good),
            _ => ("", canvas.Theme.Muted),
        };
        IReadOnlyList<string> lines = TextWrap.Words(sign + note.Text, canvas.Width);
        for (int y = 0; y < lines.Count; y++)
            canvas.Text(0, y, lines[y], style);
    }

    private int HeightOf(FormRow row, int width) => row.Height(row.Label.Length == 0 ? width : width - LabelWidth) + NoteHeight(row, width);

    private int NoteHeight(FormRow row, int width) =>
        row.Note() is { } note ? TextWrap.Words("✗ " + note.Text, width - (row.Label.Length == 0 ? 0 : LabelWidth)).Count : 0;

    private static bool IsVertical(Key key) => key is { Code: KeyCode.Up or KeyCode.Down, Modifiers: KeyModifiers.None };
}
