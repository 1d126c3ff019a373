using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Takes the secrets of a file. What would happen is said first; the same key once more does it.</summary>
internal sealed class ImportLayer : FormLayer
{
    private const string ByName = "by its name";

    private readonly ScreenViewModel _model;
    private readonly Toast _toast;
    private readonly TextField _file = new(4000) { Placeholder = ".env, a JSON or a YAML file" };
    private readonly ChoiceRow _format;
    private readonly ChoiceRow _conflict;
    private readonly ToggleRow _stage = new("Staged", "the values wait for a deploy");
    private ImportReply? _plan;
    private bool _plannedStage;
    private bool _isBusy;
    private string? _error;

    public ImportLayer(ScreenViewModel model, Toast toast)
    {
        _model = model;
        _toast = toast;
        _format = new ChoiceRow("Format", [ByName, "dotenv", "compose", "docker", "runpod", "fly", "json", "yaml"]) { OnChosen = Forget };
        _conflict = new ChoiceRow("Names taken", ["stop", "replace them", "leave them alone"]) { OnChosen = Forget };
    }

    protected override string Title => $"Import into {_model.Secrets.Scope}";

    protected override bool IsBusy => _isBusy;

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new FieldRow("File", _file) { OnEdited = Forget },
        _format,
        _conflict,
        _stage,
        new TextRow("") { Note = Note },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Say what would be done; once more does it", "import"),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit() => Loop.Start(async () =>
    {
        if (_file.Text.Length == 0)
        {
            _error = "which file?";
            return;
        }
        bool isPlanned = _plan is { Conflicts.Count: 0 } && _plannedStage == _stage.IsOn;
        _isBusy = true;
        _error = null;
        try
        {
            string? format = _format.Chosen == ByName ? null : _format.Chosen;
            ImportReply reply = await _model.Transfer
                .ImportAsync(_file.Text.ToPlainText(), format, (ImportConflict)_conflict.Index, _stage.IsOn, dryRun: !isPlanned)
                .ConfigureAwait(true);
            if (isPlanned)
            {
                Close();
                _toast.Show(TransferViewModel.Summary(reply, dryRun: false), ToastKind.Good);
                return;
            }
            _plan = reply;
            _plannedStage = _stage.IsOn;
        }
        catch (SecretsException exception)
        {
            _plan = null;
            _error = exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message;
        }
        finally
        {
            _isBusy = false;
        }
    });

    private void Forget()
    {
        _plan = null;
        _error = null;
    }

    private FormNote? Note() => this switch
    {
        { _isBusy: true } => new FormNote("reading…"),
        { _error: { } error } => new FormNote(error, ToastKind.Bad),
        { _plan: { Conflicts.Count: > 0 } plan } => new FormNote(
            $"{TransferViewModel.Summary(plan, dryRun: true)}: {string.Join(", ", plan.Conflicts.Take(3))}{(plan.Conflicts.Count > 3 ? "…" : "")}. Choose what to do with names that are taken.",
            ToastKind.Warning),
        { _plan: { } plan } => new FormNote($"{TransferViewModel.Summary(plan, dryRun: true)}. enter does it.", ToastKind.Warning),
        _ => null,
    };
}
