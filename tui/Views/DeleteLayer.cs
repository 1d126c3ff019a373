using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Deletes secrets after the one's name, or the number of several, was typed. A paste is not typing: thinking of it is the point.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="names">Which, at least one.</param>
internal sealed class DeleteLayer(ScreenViewModel model, Toast toast, IReadOnlyList<string> names) : FormLayer
{
    private readonly TextField _name = new(Names.MaxLength);
    private readonly string _wanted = names.Count == 1 ? names[0] : SecretActions.Count(names.Count);
    private readonly ToggleRow _stage = new("", "staged: it waits for a deploy");
    private bool _isBusy;
    private string? _error;

    protected override string Title => names.Count == 1 ? "Delete a secret" : $"Delete {_wanted}";

    protected override bool IsBusy => _isBusy;

    private bool IsTyped => _name.Text.Span.SequenceEqual(_wanted);

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new TextRow(names.Count == 1
            ? $"This deletes {names[0]} from {model.Secrets.Scope}. Runs that use it will fail.\n \nType its name:"
            : $"This deletes from {model.Secrets.Scope}: {string.Join(", ", names)}. Runs that use them will fail.\n \nType \"{_wanted}\":"),
        new FieldRow("", _name) { IgnoresPaste = true, OnEdited = () => _error = null, Note = Note },
        _stage,
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Delete, once it is typed", "delete"),
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
            await model.Secrets.DeleteAsync(names, _stage.IsOn).ConfigureAwait(true);
            Close();
            toast.Show(_stage.IsOn ? $"{_wanted} staged for deletion; v deploys" : $"{_wanted} deleted; z takes that back", ToastKind.Good);
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
            return new FormNote(names.Count == 1 ? "enter deletes it" : "enter deletes them", ToastKind.Warning);
        return new FormNote(_name.Text.Length == 0 ? "typed, not pasted" : names.Count == 1 ? "not yet the name" : "not yet the number");
    }
}
