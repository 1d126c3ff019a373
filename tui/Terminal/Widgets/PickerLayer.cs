using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A list to pick from by typing a part of the name: the command palette, among others.</summary>
internal sealed class PickerLayer(string title, IReadOnlyList<PickerItem> items) : DialogLayer
{
    private const int MostRows = 16;
    private const int LeastNote = 8;

    private readonly TextField _query = new(200) { Placeholder = "type to search" };
    private readonly ListScroll _scroll = new();
    private IReadOnlyList<PickerItem> _matches = [];

    protected override string Title => title;

    protected override int WantedWidth => 58;

    public override void OnOpen() => Search();

    public override void OnKey(Key key)
    {
        if (Commands.TryRun(key) || !_query.OnKey(key))
            return;
        Search();
        _scroll.MoveToFirst();
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        _query.OnPaste(text);
        Search();
    }

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "Take the selected one", "Pick", Take) { Hint = "take" },
        new(["down", "ctrl+n", "tab"], "Next", "Pick", () => _scroll.Move(1)) { IsMovement = true },
        new(["up", "ctrl+p", "shift+tab"], "Previous", "Pick", () => _scroll.Move(-1)) { IsMovement = true },
        new(["pgdn"], "Next page", "Pick", () => _scroll.MovePages(1)) { IsMovement = true },
        new(["pgup"], "Previous page", "Pick", () => _scroll.MovePages(-1)) { IsMovement = true },
        new(["esc"], "Close", "Pick", Close) { Hint = "close", IsPinned = true },
    ];

    protected override int WantedHeight(Canvas probe) => Math.Min(items.Count, MostRows) + 2;

    protected override void DrawBody(Canvas canvas)
    {
        canvas.Text(0, 0, "›", canvas.Theme.Accent);
        _query.Draw(canvas.Part(2, 0, canvas.Width - 2, 1), focused: true);
        Canvas list = canvas.Part(0, 2, canvas.Width, canvas.Height - 2);
        list.OnMouse(_scroll.OnWheel);
        _scroll.Show(list.Height);
        if (_matches.Count == 0)
            list.Text(2, 0, "nothing matches", canvas.Theme.Warning);
        for (int y = 0; y < list.Height && _scroll.Top + y < _matches.Count; y++)
            DrawItem(list.Part(0, y, list.Width - 1, 1), _scroll.Top + y);
        _scroll.DrawBar(list.Part(list.Width - 1, 0, 1, list.Height));
    }

    private void DrawItem(Canvas line, int index)
    {
        PickerItem item = _matches[index];
        bool isSelected = index == _scroll.Selected;
        Style style = isSelected ? line.Theme.Selection : line.Theme.Base;
        line.Fill(style);
        if (isSelected)
            line.Text(0, 0, "›", style);
        // The text is read first; of a long note the beginning is enough.
        int noteWidth = Math.Min(Graphemes.Width(item.Note), Math.Max(LeastNote, line.Width - 4 - Graphemes.Width(item.Text)));
        line.Text(2, 0, Graphemes.Fit(item.Text, line.Width - noteWidth - 4), style);
        line.Text(line.Width - noteWidth - 1, 0, Graphemes.Fit(item.Note, noteWidth), isSelected ? style : line.Theme.Muted);
        line.OnClick(() =>
        {
            _scroll.Select(index);
            Take();
        });
    }

    private void Search()
    {
        string query = _query.Text.ToPlainText();
        _matches = query.Length == 0
            ? items
            : [.. items.Select(item => (item, score: FuzzyMatch.Score(item.Text, query)))
                .Where(match => match.score is not null)
                .OrderByDescending(match => match.score)
                .Select(match => match.item)];
        _scroll.SetCount(_matches.Count);
    }

    private void Take()
    {
        if (_matches.Count == 0)
            return;
        PickerItem item = _matches[_scroll.Selected];
        Close();
        item.Pick();
    }
}
