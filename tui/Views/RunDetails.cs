using Secrets.Tui.Runs;
using Secrets.Tui.Terminal;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Everything about one run but what it printed.</summary>
internal static class RunDetails
{
    public static void Draw(Canvas canvas, RunEntry run, TimeProvider time)
    {
        Theme theme = canvas.Theme;
        int y = DetailsPane.Fact(canvas, 0, "Status", run.Record.StatusText, RunText.StatusStyle(run, theme));
        y = DetailsPane.Fact(canvas, y, "Note", run.Record.Note, theme.Warning);
        y = DetailsPane.Fact(canvas, y, "Program", RunText.Program(run), theme.Base);
        y = DetailsPane.Fact(canvas, y, SinceLabel(run), Times.Moment(run.Record.Since, time), theme.Base);
        y = DetailsPane.Fact(canvas, y, "Restarts", RunText.Text(run.Record.Restarts), theme.Base);
        y = DetailsPane.Fact(canvas, y, "Secrets", $"{RunText.Text(run.Record.Secrets)} of {run.Record.Scope}", theme.Base);
        y = DetailsPane.Fact(canvas, y, "Supervisor", $"process {RunText.Text(run.Record.Supervisor)}", theme.Muted);
        DetailsPane.Fact(canvas, y, "In a shell", $"secrets logs -f {RunText.Text(run.Record.Id)}", theme.Muted);
    }

    /// <summary>Nobody knows when a lost run ended: its record tells when the program was started.</summary>
    private static string SinceLabel(RunEntry run) => run switch
    {
        { IsLive: true } => "Since",
        { Record.Status: RunStatus.Lost } => "Was started",
        _ => "Ended",
    };
}
