using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Writes secrets into a file. No value is shown.</summary>
internal sealed class ExportLayer : FormLayer
{
    private readonly ScreenViewModel _model;
    private readonly Toast _toast;
    private readonly IReadOnlyList<string>? _names;
    private readonly TextField _file = new(4000) { Placeholder = "secrets.env" };
    private readonly ChoiceRow _format;
    private bool _isBusy;
    private bool _mayReplace;
    private string? _error;

    /// <param name="model">The screen's model.</param>
    /// <param name="toast">Says that it worked.</param>
    /// <param name="names">Which secrets; null for all.</param>
    public ExportLayer(ScreenViewModel model, Toast toast, IReadOnlyList<string>? names)
    {
        _model = model;
        _toast = toast;
        _names = names;
        _format = new ChoiceRow("Format", ["dotenv", "json", "yaml", "shell", "docker", "fly", "dstack", "runpod"]) { OnChosen = Forget };
    }

    protected override string Title => _names is { Count: var count } ? $"Export {SecretActions.Count(count)}" : $"Export all of {_model.Secrets.Scope}";

    protected override bool IsBusy => _isBusy;

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new TextRow("The file will hold the values as they are, for you alone to read.\n "),
        new FieldRow("File", _file) { OnEdited = Forget },
        _format,
        new TextRow("") { Note = () => _isBusy ? new FormNote("writing…") : _error is null ? null : new FormNote(_error, _mayReplace ? ToastKind.Warning : ToastKind.Bad) },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Write the file", "write it"),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit() => Loop.Start(async () =>
    {
        if (_file.Text.Length == 0)
        {
            _error = "which file?";
            return;
        }
        _isBusy = true;
        _error = null;
        try
        {
            await _model.Transfer.ExportAsync(_file.Text.ToPlainText(), _format.Chosen, _names, _mayReplace).ConfigureAwait(true);
            Close();
            _toast.Show($"written: {_file.Text.ToPlainText()}", ToastKind.Good);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            _model.Vault.SetLocked(true);
            Loop.Open(new UnlockLayer(_model, _toast, Submit));
        }
        catch (SecretsException exception)
        {
            _mayReplace = exception.Code == ErrorCode.Conflict;
            _error = exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message;
        }
        finally
        {
            _isBusy = false;
        }
    });

    private void Forget()
    {
        _mayReplace = false;
        _error = null;
    }
}
