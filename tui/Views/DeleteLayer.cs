using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Deletes a secret after its name was typed. A paste is not typing: thinking of it is the point.</summary>
internal sealed class DeleteLayer(ScreenViewModel model, Toast toast, SecretEntry secret) : FormLayer
{
    private readonly TextField _name = new(Names.MaxLength);
    private bool _isBusy;
    private string? _error;

    protected override string Title => "Delete a secret";

    protected override bool IsBusy => _isBusy;

    private bool IsTyped => _name.Text.Span.SequenceEqual(secret.Name);

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new TextRow($"This deletes {secret.Name} from {model.Secrets.Scope}. Runs that use it will fail.\n \nType its name:"),
        new FieldRow("", _name) { IgnoresPaste = true, OnEdited = () => _error = null, Note = Note },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Delete, once the name is typed", "delete"),
        new(["esc"], "Keep it", "Form", Close) { Hint = "keep it", IsPinned = true },
    ];

    protected override void Submit()
    {
        if (IsTyped)
            Loop.Start(DeleteAsync);
    }

    private async Task DeleteAsync()
    {
        _isBusy = true;
        try
        {
            await model.Secrets.DeleteAsync([secret.Name]).ConfigureAwait(true);
            Close();
            toast.Show($"{secret.Name} deleted", ToastKind.Good);
        }
        catch (SecretsException exception)
        {
            _error = exception.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private FormNote? Note()
    {
        if (_error is not null)
            return new FormNote(_error, ToastKind.Bad);
        if (IsTyped)
            return new FormNote("enter deletes it", ToastKind.Warning);
        return new FormNote(_name.Text.Length == 0 ? "typed, not pasted" : "not yet the name");
    }
}
