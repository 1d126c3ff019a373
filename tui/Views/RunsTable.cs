using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The columns of the runs, as <c>secrets ps</c> has them.</summary>
internal static class RunsTable
{
    public static Table<RunEntry> Create(TimeProvider time) => new(
        run => RunText.Text(run.Record.Id),
        [
            new("NAME", run => run.Record.Name, 10, 32),
            new("ID", run => RunText.Text(run.Record.Id), 3, 5, DropOrder: 3) { Style = (_, theme) => theme.Muted },
            new("STATUS", run => run.Record.StatusText, 13, 13, DropOrder: 1) { Style = RunText.StatusStyle },
            new("SINCE", run => RunText.Age(run, time), 5, 5, DropOrder: 2),
            new("RESTARTS", run => RunText.Text(run.Record.Restarts), 8, 8, DropOrder: 4),
            new("SECRETS", run => RunText.Text(run.Record.Secrets), 7, 7, DropOrder: 6) { IsLuxury = true },
            new("PROGRAM", run => run.Program ?? "", 7, 15, DropOrder: 5) { IsHiddenWhenEmpty = true, IsLuxury = true },
            new("SCOPE", run => run.Record.Scope.ToString(), 15, 32, DropOrder: 7) { IsLuxury = true },
            new("NOTE", run => run.Record.Note ?? "", 12, 60, DropOrder: 8) { IsHiddenWhenEmpty = true, IsLuxury = true },
        ]);
}
