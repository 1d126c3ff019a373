using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The whole screen: the list, the details beside or below it, and a row of keys.</summary>
internal sealed class MainLayer : Layer
{
    private readonly ScreenViewModel _model;
    private readonly Table<SecretEntry> _table;
    private readonly TextField _filter = new(200);
    private readonly Toast _toast;
    private CommandTable? _commands;
    private CommandTable? _filterCommands;
    private SecretActions? _actions;
    private bool _isFiltering;
    private SecretFilter _followed = SecretFilter.None;

    public MainLayer(ScreenViewModel model)
    {
        _model = model;
        _toast = new Toast(model.Time);
        _table = SecretsTable.Create(model);
        _table.OnActivate = () => Actions.ShowDetails();
        model.Clipboard.OnCleared = cleared => _toast.Show(cleared ? "clipboard cleared" : "the clipboard holds something else by now; left alone");
        model.Link.Lost += () => _toast.Show("the daemon went away; it is looked for every second", ToastKind.Warning);
    }

    public override bool IsDialog => false;

    public override bool IsExpecting => _model.Secrets.State == ListState.Loading;

    /// <summary>What can be done from the list.</summary>
    public CommandTable Commands => _commands ??= DefineCommands();

    /// <summary>What can be done while a filter is typed.</summary>
    public CommandTable FilterCommands => _filterCommands ??= new CommandTable(
        new KeyCommand(["enter"], "Keep the filter", "Filter", () => _isFiltering = false) { Hint = "keep" },
        new KeyCommand(["esc"], "Show all again", "Filter", ClearFilter) { Hint = "show all", IsPinned = true },
        new KeyCommand(["down"], "Next row", "Filter", () => _table.Move(1)) { IsMovement = true },
        new KeyCommand(["up"], "Previous row", "Filter", () => _table.Move(-1)) { IsMovement = true });

    private SecretActions Actions => _actions ??= new SecretActions(_model, Loop, _toast, Inherited, () => _table.Selected);

    private InheritedActions Inherited => new(_model, Loop, _toast, _table.SelectSoon);

    public override void OnOpen()
    {
        Loop.OnError = exception => Actions.Tell(exception);
        Loop.Start(_model.Link.StartAsync);
    }

    public override void OnClose() => _model.Dispose();

    public override void OnKey(Key key)
    {
        if (_isFiltering)
        {
            if (!FilterCommands.TryRun(key) && _filter.OnKey(key))
                ApplyFilter();
            return;
        }
        if (Commands.TryRun(key))
            return;
        string answer = Commands.Find(key) is { } command ? $"{key}: {command.Title.ToLowerInvariant()} — not now" : $"{key} means nothing here; ? tells the keys";
        _toast.Show(answer);
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        if (_isFiltering)
        {
            _filter.OnPaste(text);
            ApplyFilter();
        }
        else if (_model.Secrets.State is ListState.Empty or ListState.NoMatch or ListState.Rows)
        {
            Actions.NewFrom(text);
        }
    }

    /// <summary>Marks the selected row and goes to the next, so that several are marked by one key.</summary>
    public void Mark()
    {
        Actions.Mark();
        _table.Move(1);
    }

    public void StartFilter() => _isFiltering = true;

    public void ClearFilter()
    {
        _isFiltering = false;
        _filter.Text.Clear();
        ApplyFilter();
    }

    /// <summary>Back to the plain list.</summary>
    public void Escape()
    {
        _model.Reveal.Hide();
        _model.Secrets.Marks.Clear();
        _toast.Clear();
        ClearFilter();
    }

    public void NextTheme()
    {
        int index = Themes.All.ToList().FindIndex(theme => theme.Name == Loop.Theme.Name);
        Loop.Theme = Themes.All[(index + 1) % Themes.All.Count];
        _toast.Show($"theme: {Loop.Theme.Name}");
    }

    public void OpenPalette() => Loop.Open(new PickerLayer(
        "Commands",
        [.. Commands.Commands.Where(command => !command.IsMovement && command.IsAvailable).Select(command => new PickerItem(command.Title, command.Keys[0], command.Run))]));

    public void ShowRuns() => Loop.Open(new RunsLayer(_model, _toast));

    public void OpenHelp() => Loop.Open(new HelpLayer("Keys", Commands));

    public void Redraw() => Loop.Redraw();

    public void Suspend() => Loop.Suspend();

    public void Quit(int exitCode) => Loop.Quit(exitCode);

    public override void Draw(Canvas canvas)
    {
        Follow();
        if (TooSmall.Draw(canvas))
            return;
        TitleBar.Draw(canvas.Line(0), _model);
        SecretEntry? selected = _model.Secrets.State == ListState.Rows ? _table.Selected : null;
        ScreenLayout layout = ScreenLayout.For(canvas.Width, canvas.Height - 2, hasDetails: selected is not null);
        DrawList(Place(canvas, layout.List));
        if (selected is not null && layout.Details is { } place)
            DrawDetails(Place(canvas, place), selected);
        if (!_toast.Draw(canvas))
            DrawBottom(canvas.Line(canvas.Height - 1));
    }

    /// <summary>Takes over what the model shows now; a value that was revealed for another row is gone before anything is drawn.</summary>
    private void Follow()
    {
        if (!ReferenceEquals(_table.Rows, _model.Secrets.Shown))
            _table.SetRows(_model.Secrets.Shown, returns: !ReferenceEquals(_followed, _model.Secrets.Filter), isPartial: _model.Secrets.IsPartial);
        _followed = _model.Secrets.Filter;
        if (_model.Reveal.Name is { } revealed && revealed != _table.Selected?.Name)
            _model.Reveal.Hide();
        _model.Uses.Select(_table.Selected?.Name);
    }

    private static Canvas Place(Canvas canvas, Terminal.Cells.Area area) => canvas.Part(area.X, area.Y + 1, area.Width, area.Height);

    private void DrawList(Canvas canvas)
    {
        Canvas inside = canvas.Box("Secrets", focused: true);
        if (_isFiltering || _filter.Text.Length > 0)
        {
            inside.Text(0, 0, "/", inside.Theme.Accent);
            Canvas field = inside.Part(2, 0, inside.Width - 3, 1);
            _filter.Draw(field, _isFiltering);
            field.OnClick(StartFilter);
            inside = inside.Part(0, 1, inside.Width, inside.Height - 1);
        }
        if (_model.Secrets.State == ListState.Rows)
            _table.Draw(inside, focused: !_isFiltering);
        else
            StateMessage.Draw(inside, _model);
    }

    private void DrawDetails(Canvas canvas, SecretEntry secret)
    {
        Canvas inside = canvas.Box(secret.Name, focused: false);
        if (DetailsPane.Draw(inside, _model, secret) > inside.Height)
            canvas.TextAtRight(canvas.Height - 1, " enter shows all ", canvas.Theme.Title);
    }

    private void DrawBottom(Canvas line)
    {
        line.Fill(line.Theme.Bar);
        HintBar.Draw(line, 1, (_isFiltering ? FilterCommands : Commands).Hints, line.Theme.BarKey, line.Theme.Bar);
    }

    private CommandTable DefineCommands()
    {
        ScopeActions scopes = new(_model, Loop, _toast);
        VersionActions versions = new(_model, Loop, _toast, () => _table.Selected);
        CopyActions copies = new(_model, Loop, _toast, scopes, Inherited, () => _table.Selected);
        return new CommandTable(MainCommands.Of(this, Actions, scopes, versions, copies, Inherited, new AccessActions(_model, Loop, _toast), _model, _table));
    }

    private void ApplyFilter()
    {
        if (_model.Secrets.Filter.Text != _filter.Text.ToPlainText())
            _model.Secrets.SetFilter(_filter.Text.ToPlainText());
    }
}
