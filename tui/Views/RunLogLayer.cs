using Secrets.Tui.Runs;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What a run printed, as it prints it. Its secrets are masked in the log already; what steers a terminal is left out here.</summary>
internal sealed class RunLogLayer : PanelLayer
{
    /// <summary>A note on a screen that is lower takes one row.</summary>
    private const int HighEnough = 14;

    private readonly int _id;
    private readonly RunLogViewModel _log;
    private readonly LogView _view;
    private readonly TextField _filter = new(200);
    private RunEntry _run;
    private RunActions? _actions;
    private CommandTable? _filterCommands;
    private bool _isFiltering;

    /// <param name="model">The screen's model.</param>
    /// <param name="toast">Says how things went.</param>
    /// <param name="run">The run.</param>
    public RunLogLayer(ScreenViewModel model, Toast toast, RunEntry run)
        : base(model, toast)
    {
        _run = run;
        _id = run.Record.Id;
        _log = model.Runs.OpenLog(_id);
        _view = new LogView(_log);
    }

    /// <summary>What can be done while a filter is typed.</summary>
    public CommandTable FilterCommands => _filterCommands ??= new CommandTable(
        new KeyCommand(["enter"], "Keep the filter", "Filter", () => _isFiltering = false) { Hint = "keep" },
        new KeyCommand(["esc"], "Show all again", "Filter", ClearFilter) { Hint = "show all", IsPinned = true },
        new KeyCommand(["down"], "Next row", "Filter", () => _view.Scroll(1)) { IsMovement = true },
        new KeyCommand(["up"], "Previous row", "Filter", () => _view.Scroll(-1)) { IsMovement = true });

    protected override CommandTable HintedCommands => _isFiltering ? FilterCommands : Commands;

    private RunActions Actions => _actions ??= new RunActions(Model, Loop, Toast, () => _run);

    public override void OnOpen() => Loop.Start(_log.OpenAsync);

    public override void OnClose() => _log.Dispose();

    public override void OnKey(Key key)
    {
        if (!_isFiltering)
            base.OnKey(key);
        else if (!FilterCommands.TryRun(key) && _filter.OnKey(key))
            ApplyFilter();
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        if (_isFiltering && _filter.OnPaste(text))
            ApplyFilter();
    }

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["F"], "Follow the end, or stay here", "Log", () => _log.IsFollowing = !_log.IsFollowing) { Hint = "follow" },
        new(["/"], "Filter: words, or !words to leave out", "Log", () => _isFiltering = true) { Hint = "filter" },
        new(["W"], "Wrap long lines, or cut them", "Log", () => _view.IsWrapping = !_view.IsWrapping) { Hint = "wrap" },
        .. Actions.Commands,
        .. CommonCommands,
        new(["esc"], "Show all, then back to the runs", "Screen", Escape) { Hint = "back", IsPinned = true },
        new(["q"], "Back to the runs", "Screen", Close),
        .. _view.Commands,
    ];

    protected override void DrawBody(Canvas canvas)
    {
        _run = Model.Runs.Find(_id) ?? _run;
        Canvas inside = canvas.Box($"Log of {_run.Record.Name}", focused: true);
        canvas.TextAtRight(canvas.Height - 1, Place(), canvas.Theme.Title);
        int y = DrawRun(inside);
        if (_isFiltering || _filter.Text.Length > 0)
        {
            inside.Text(0, y, "/", inside.Theme.Accent);
            Canvas field = inside.Part(2, y, inside.Width - 3, 1);
            _filter.Draw(field, _isFiltering);
            field.OnClick(() => _isFiltering = true);
            y++;
        }
        Canvas lines = inside.Part(0, y, inside.Width, inside.Height - y);
        if (_log.Count > 0)
            _view.Draw(lines, focused: !_isFiltering);
        else
            DrawNothing(lines);
    }

    /// <summary>How the run stands, above its log: the status first, as the rest may be cut. Returns the rows that it takes.</summary>
    private int DrawRun(Canvas canvas)
    {
        Theme theme = canvas.Theme;
        RunRecord run = _run.Record;
        int x = canvas.Text(0, 0, run.StatusText, RunText.StatusStyle(_run, theme));
        string?[] facts = [RunText.Age(_run, Model.Time), RunText.Count(run.Restarts, "restart"), RunText.Program(_run), RunText.Count(run.Secrets, "secret"), run.Scope.ToString()];
        canvas.Text(x, 0, Graphemes.Fit(string.Concat(facts.Where(fact => fact is not null).Select(fact => $" · {fact}")), canvas.Width - x - 1), theme.Muted);
        if (run.Note is not { } note)
            return 1;
        IReadOnlyList<string> lines = canvas.Height >= HighEnough ? TextWrap.Words(note, canvas.Width - 2) : [Graphemes.Fit(note, canvas.Width - 2)];
        for (int i = 0; i < lines.Count; i++)
            canvas.Text(0, i + 1, lines[i], theme.Warning);
        return 1 + lines.Count;
    }

    private void DrawNothing(Canvas canvas)
    {
        (string title, string more) = this switch
        {
            { _log.WasRead: false } => ("Reading…", ""),
            { _log.Filter.Text.Length: > 0 } => ($"Nothing matches {_log.Filter.Text}", "esc shows all again"),
            { _run.IsLive: true } => ("It has printed nothing yet", "what it prints appears here"),
            _ => ("It printed nothing", "esc goes back"),
        };
        int y = Math.Max(0, (canvas.Height - 3) / 2);
        canvas.Centered(y, title, canvas.Theme.Accent);
        canvas.Centered(y + 2, more, canvas.Theme.Base);
        canvas.Cursor(0, y, visible: false);
    }

    private string Place()
    {
        if (_log.Total == 0)
            return "";
        string count = RunText.Count(_log.Total, "line");
        if (_log.IsCut)
            count = $"the last {count}";
        if (_log.Filter.Text.Length > 0)
            count = $"{RunText.Text(_log.Count)} of {count}";
        return $" {count}, {(!_log.IsFollowing ? "F follows" : _run.IsLive ? "following" : "at the end")} ";
    }

    private void Escape()
    {
        if (_filter.Text.Length > 0)
            ClearFilter();
        else
            Close();
    }

    private void ClearFilter()
    {
        _isFiltering = false;
        _filter.Text.Clear();
        ApplyFilter();
    }

    private void ApplyFilter()
    {
        if (_log.Filter.Text != _filter.Text.ToPlainText())
            _log.SetFilter(_filter.Text.ToPlainText());
    }
}
