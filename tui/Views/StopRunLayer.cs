using Secrets.Tui.Runs;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Asks before a run is ended.</summary>
/// <param name="run">The run.</param>
/// <param name="stop">Ends it.</param>
internal sealed class StopRunLayer(RunEntry run, Action stop) : DialogLayer
{
    private readonly string _text = run.Record.Status == RunStatus.Lost
        ? $"The supervisor of {run.Record.Name} was killed. Whatever is left of the run will be killed."
        : $"All processes of {run.Record.Name} get a TERM, and a KILL after 10 seconds.";

    protected override string Title => $"Stop {run.Record.Name}";

    protected override int WantedWidth => 50;

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "Stop it", "Stop", StopNow) { Hint = "stop it" },
        new(["esc", "q"], "Leave it as it is", "Stop", Close) { Hint = "leave it", IsPinned = true },
    ];

    protected override int WantedHeight(Canvas probe) => TextWrap.Words(_text, probe.Width).Count;

    protected override void DrawBody(Canvas canvas)
    {
        IReadOnlyList<string> lines = TextWrap.Words(_text, canvas.Width);
        for (int y = 0; y < lines.Count; y++)
            canvas.Text(0, y, lines[y], canvas.Theme.Base);
        canvas.Cursor(0, 0, visible: false);
    }

    private void StopNow()
    {
        Close();
        stop();
    }
}
