using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>All keys of a command table, by group.</summary>
internal sealed class HelpLayer(string title, CommandTable table) : DialogLayer
{
    private const int Indent = 2;

    /// <summary>Stands in the place of keys where a text goes on.</summary>
    private const string GoesOn = " ";

    private (string Keys, string Text)[] _lines = [];
    private int _width = -1;
    private readonly int _textColumn = Indent + 2 + table.Commands.Max(command => Graphemes.Width(KeysText(command)));
    private int _top;
    private int _height = 1;

    protected override string Title => title;

    protected override int WantedWidth => 56;

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["esc", "q", "enter", "?", "f1"], "Close", "Help", Close) { Hint = "close", IsPinned = true },
        new(["j", "down"], "Down", "Help", () => Scroll(1)) { Hint = "more", HintWhen = () => _top + _height < _lines.Length, IsMovement = true },
        new(["k", "up"], "Up", "Help", () => Scroll(-1)) { IsMovement = true },
        new(["pgdn", "space"], "Next page", "Help", () => Scroll(10)) { IsMovement = true },
        new(["pgup", "b"], "Previous page", "Help", () => Scroll(-10)) { IsMovement = true },
    ];

    protected override int WantedHeight(Canvas probe)
    {
        if (_width != probe.Width)
            (_width, _lines) = (probe.Width, [.. Lines(probe.Width)]);
        return _lines.Length;
    }

    protected override void DrawBody(Canvas canvas)
    {
        _height = canvas.Height;
        _top = Math.Clamp(_top, 0, Math.Max(0, _lines.Length - canvas.Height));
        canvas.OnMouse(mouse => Scroll(mouse.Action switch
        {
            MouseAction.WheelDown => 3,
            MouseAction.WheelUp => -3,
            _ => 0,
        }));
        for (int y = 0; y < canvas.Height && _top + y < _lines.Length; y++)
            DrawLine(canvas.Line(y), _lines[_top + y]);
    }

    private void DrawLine(Canvas line, (string Keys, string Text) entry)
    {
        if (entry.Keys is "")
        {
            line.Text(0, 0, entry.Text, line.Theme.Header);
            return;
        }
        line.Text(Indent, 0, entry.Keys, line.Theme.Accent);
        line.Text(_textColumn, 0, Graphemes.Fit(entry.Text, line.Width - _textColumn), line.Theme.Base);
    }

    private static string KeysText(KeyCommand command) => string.Join(", ", command.Keys);

    /// <summary>The lines at a width: a text that is too long goes on below itself.</summary>
    private IEnumerable<(string Keys, string Text)> Lines(int width)
    {
        bool isFirst = true;
        foreach (IGrouping<string, KeyCommand> group in table.Commands.GroupBy(command => command.Group))
        {
            if (!isFirst)
                yield return ("", "");
            isFirst = false;
            yield return ("", group.Key);
            foreach (KeyCommand command in group)
            {
                string keys = KeysText(command);
                foreach (string line in TextWrap.Words(command.Title, width - _textColumn))
                {
                    yield return (keys, line);
                    keys = GoesOn;
                }
            }
        }
    }

    private void Scroll(int lines) => _top = Math.Clamp(_top + lines, 0, Math.Max(0, _lines.Length - _height));
}
