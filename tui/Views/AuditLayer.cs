using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Who used what: the audit log, newest first. More is read as one goes down, and what happens meanwhile appears above.</summary>
/// <param name="model">The screen's model.</param>
internal sealed class AuditLayer(ScreenViewModel model) : DialogLayer
{
    /// <summary>So many rows before the end the next page is asked for.</summary>
    private const int Ahead = 40;

    private readonly Table<AuditRecord> _table = AuditTable.Create(model);
    private readonly TextField _filter = new(200);
    private bool _isFiltering;
    private FormNote? _verified;

    protected override string Title => "Audit log";

    /// <summary>All that the screen has.</summary>
    protected override int WantedWidth => 220;

    public override void OnOpen()
    {
        _table.OnActivate = ShowEntry;
        Loop.Start(model.Audit.OpenAsync);
    }

    public override void OnClose() => Loop.Start(model.Audit.CloseAsync);

    public override void OnKey(Key key)
    {
        if (!_isFiltering)
        {
            base.OnKey(key);
            return;
        }
        switch (key.ToString())
        {
            case "enter":
                _isFiltering = false;
                break;
            case "esc":
                ShowAll();
                break;
            case "down":
                _table.Move(1);
                break;
            case "up":
                _table.Move(-1);
                break;
            default:
                if (_filter.OnKey(key))
                    ApplyFilter();
                break;
        }
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        if (!_isFiltering)
            return;
        _filter.OnPaste(text);
        ApplyFilter();
    }

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "Show the whole entry", "Audit", ShowEntry) { HintNow = () => _isFiltering ? "keep" : "show", When = () => _table.Selected is not null },
        new(["/"], "Filter: words, or !words to leave out", "Audit", () => _isFiltering = true) { Hint = "filter", HintWhen = () => !_isFiltering },
        new(["V"], "Verify the whole log", "Audit", Verify) { Hint = "verify", HintWhen = () => !_isFiltering },
        .. _table.Commands,
        new(["esc", "q"], "Close, or show all again", "Audit", Leave) { HintNow = () => _isFiltering || _filter.Text.Length > 0 ? "show all" : "close", IsPinned = true },
    ];

    protected override int WantedHeight(Canvas probe) => 100;

    protected override void DrawBody(Canvas canvas)
    {
        if (!ReferenceEquals(_table.Rows, model.Audit.Entries))
            _table.SetRows(model.Audit.Entries);
        bool hasFilter = _isFiltering || _filter.Text.Length > 0;
        if (hasFilter)
        {
            canvas.Text(0, 0, "/", canvas.Theme.Accent);
            Canvas field = canvas.Part(2, 0, canvas.Width - 2, 1);
            _filter.Draw(field, _isFiltering);
            field.OnClick(() => _isFiltering = true);
        }
        FormNote note = Note();
        Canvas list = canvas.Part(0, hasFilter ? 1 : 0, canvas.Width, canvas.Height - (hasFilter ? 2 : 1));
        if (_table.Rows.Count > 0)
            _table.Draw(list, focused: !_isFiltering);
        canvas.Text(0, canvas.Height - 1, Graphemes.Fit(Sign(note.Kind) + note.Text, canvas.Width), StyleOf(note.Kind, canvas.Theme));
        ReadAhead();
    }

    private FormNote Note() => model.Audit switch
    {
        _ when model.Link.State == LinkState.Away => new FormNote("the daemon does not answer; it is looked for", ToastKind.Warning),
        { Failure: { } failure } => new FormNote(failure.Message, ToastKind.Bad),
        _ when _verified is { } verified => verified,
        { Entries.Count: 0, IsReading: true } => new FormNote("reading…"),
        { Entries.Count: 0 } when _filter.Text.Length > 0 => new FormNote("no entry has these words; esc shows all again"),
        { Entries.Count: 0 } => new FormNote("nothing has happened yet"),
        { HasMore: true } audit => new FormNote($"the newest {audit.Entries.Count}; more below"),
        { Entries.Count: 1 } => new FormNote("1 entry"),
        { } audit => new FormNote($"{audit.Entries.Count} entries"),
    };

    /// <summary>What lies below is read before one gets there.</summary>
    private void ReadAhead()
    {
        if (model.Audit is { HasMore: true, IsReading: false } && _table.SelectedIndex + Ahead >= _table.Rows.Count)
            Loop.Start(model.Audit.ReadMoreAsync);
    }

    private void ShowEntry()
    {
        if (_table.Selected is { } entry)
            Loop.Open(new AuditEntryLayer(model, entry));
    }

    private void Verify() => Loop.Start(async () =>
    {
        _verified = new FormNote("verifying…");
        try
        {
            long entries = await model.Audit.VerifyAsync().ConfigureAwait(true);
            _verified = new FormNote($"{entries} {(entries == 1 ? "entry" : "entries")}, each as it was written, none missing", ToastKind.Good);
        }
        catch (SecretsException exception)
        {
            _verified = new FormNote(exception.Message, ToastKind.Bad);
        }
    });

    private void Leave()
    {
        if (_filter.Text.Length > 0)
            ShowAll();
        else
            Close();
    }

    private void ShowAll()
    {
        _isFiltering = false;
        _filter.Text.Clear();
        ApplyFilter();
    }

    private void ApplyFilter()
    {
        string text = _filter.Text.ToPlainText();
        if (text != model.Audit.Filter)
            Loop.Start(() => model.Audit.SetFilterAsync(text));
    }

    private static string Sign(ToastKind kind) => kind switch
    {
        ToastKind.Good => "✓ ",
        ToastKind.Bad => "✗ ",
        ToastKind.Warning => "! ",
        _ => "",
    };

    private static Style StyleOf(ToastKind kind, Theme theme) => kind switch
    {
        ToastKind.Good => theme.Good,
        ToastKind.Bad => theme.Bad,
        ToastKind.Warning => theme.Warning,
        _ => theme.Muted,
    };
}
