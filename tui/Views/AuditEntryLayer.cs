using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>One entry of the audit log, whole.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="entry">The entry.</param>
internal sealed class AuditEntryLayer(ScreenViewModel model, AuditRecord entry) : DialogLayer
{
    private const int LabelWidth = 12;

    private int _top;
    private int _lines;
    private int _height = 1;

    protected override string Title => $"Audit entry {entry.Sequence.ToString(CultureInfo.InvariantCulture)}";

    protected override int WantedWidth => 74;

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["j", "down"], "Down", "Entry", () => Scroll(1)) { IsMovement = true },
        new(["k", "up"], "Up", "Entry", () => Scroll(-1)) { IsMovement = true },
        new(["esc", "q", "enter"], "Close", "Entry", Close) { Hint = "close", IsPinned = true },
    ];

    protected override int WantedHeight(Canvas probe) => DrawAll(probe, 0);

    protected override void DrawBody(Canvas canvas)
    {
        _height = canvas.Height;
        _top = Math.Clamp(_top, 0, Math.Max(0, _lines - _height));
        _lines = DrawAll(canvas, -_top) + _top;
    }

    private int DrawAll(Canvas canvas, int y)
    {
        y = Fact(canvas, y, "Time", Times.Moment(entry.Time, model.Time, seconds: true));
        y = Fact(canvas, y, "Action", entry.Action);
        y = Fact(canvas, y, "Scope", AuditTable.Scope(entry));
        y = Fact(canvas, y, "Detail", entry.Detail);
        y = Fact(canvas, y, "Started", entry.Program);
        y = Fact(canvas, y, "Asked by", entry.Executable ?? "a program that could not be read");
        y = Fact(canvas, y, "Process", string.Create(CultureInfo.InvariantCulture, $"{entry.Pid}, user {entry.Uid}"));
        string more = entry.NameCount > entry.Names.Count ? string.Create(CultureInfo.InvariantCulture, $" and {entry.NameCount - entry.Names.Count} more") : "";
        return Fact(canvas, y, "Secrets", string.Join(", ", entry.Names) + more);
    }

    private static int Fact(Canvas canvas, int y, string label, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return y;
        canvas.Text(0, y, label, canvas.Theme.Muted);
        foreach (string line in TextWrap.Words(text, canvas.Width - LabelWidth))
            canvas.Text(LabelWidth, y++, line, canvas.Theme.Base);
        return y;
    }

    private void Scroll(int lines) => _top = Math.Clamp(_top + lines, 0, Math.Max(0, _lines - _height));
}
