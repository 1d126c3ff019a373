using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The detached runs: what they do now, and where it goes on from there.</summary>
internal sealed class RunsLayer(ScreenViewModel model, Toast toast) : PanelLayer(model, toast)
{
    private readonly Table<RunEntry> _table = RunsTable.Create(model.Time);
    private RunActions? _actions;

    private RunActions Actions => _actions ??= new RunActions(Model, Loop, Toast, () => _table.Selected);

    public override void OnOpen()
    {
        _table.OnActivate = Actions.ShowLog;
        Loop.Start(Model.Runs.OpenAsync);
    }

    public override void OnClose() => Model.Runs.Close();

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "Show what it printed", "Runs", Actions.ShowLog) { Hint = "log", When = HasSelection },
        .. Actions.Commands,
        new(["R"], "Read the runs again", "Runs", () => Loop.Start(Model.Runs.OpenAsync)),
        .. CommonCommands,
        new(["esc", "q"], "Back to the secrets", "Screen", Close) { Hint = "back", IsPinned = true },
        .. _table.Commands,
    ];

    protected override void DrawBody(Canvas canvas)
    {
        if (!ReferenceEquals(_table.Rows, Model.Runs.Shown))
            _table.SetRows(Model.Runs.Shown);
        RunEntry? selected = _table.Selected;
        ScreenLayout layout = ScreenLayout.For(canvas.Width, canvas.Height, hasDetails: selected is not null);
        Canvas list = Place(canvas, layout.List).Box(Title(), focused: true);
        if (selected is null)
            DrawNothing(list);
        else
            _table.Draw(list, focused: true);
        if (selected is not null && layout.Details is { } place)
            RunDetails.Draw(Place(canvas, place).Box(selected.Record.Name, focused: false), selected, Model.Time);
    }

    private bool HasSelection() => _table.Selected is not null;

    private string Title() => Model.Runs.LiveCount is var live and > 0 ? $"Runs · {RunText.Text(live)} live" : "Runs";

    private void DrawNothing(Canvas canvas)
    {
        Theme theme = canvas.Theme;
        (string title, Style style, string[] more) = Model.Runs switch
        {
            { Failure: { } failure } => ("The runs cannot be read", theme.Bad, [failure.Message, failure.Hint ?? "R tries again"]),
            { WasRead: false } => ("Reading…", theme.Muted, Array.Empty<string>()),
            _ => ("Nothing runs", theme.Accent, ["secrets run --detach -- COMMAND", "in a shell starts something", "esc goes back"]),
        };
        string[] lines = [.. more.SelectMany(line => TextWrap.Words(line, Math.Max(10, canvas.Width - 4)))];
        int y = Math.Max(0, (canvas.Height - lines.Length - 2) / 2);
        canvas.Centered(y, title, style);
        for (int i = 0; i < lines.Length; i++)
            canvas.Centered(y + 2 + i, lines[i], theme.Base);
    }

    private static Canvas Place(Canvas canvas, Area area) => canvas.Part(area.X, area.Y, area.Width, area.Height);
}
