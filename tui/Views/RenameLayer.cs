using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Gives a secret another name.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="name">Its name until now.</param>
internal sealed class RenameLayer(ScreenViewModel model, Toast toast, string name) : FormLayer
{
    private readonly TextField _name = new(Names.MaxLength) { Placeholder = name };
    private bool _isBusy;
    private string? _error;

    protected override string Title => $"Rename {name}";

    protected override bool IsBusy => _isBusy;

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new TextRow("Its history goes with it. What refers to the old name will miss it.\n "),
        new FieldRow("New name", _name) { OnEdited = () => _error = null, Note = () => _error is null ? null : new FormNote(_error, ToastKind.Bad) },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Rename it", "rename"),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit() => Loop.Start(async () =>
    {
        string to = _name.Text.ToPlainText();
        if (to.Length == 0 || to == name)
            return;
        _isBusy = true;
        try
        {
            await model.Secrets.RenameAsync(name, to).ConfigureAwait(true);
            Close();
            toast.Show($"{name} is {to} now; z takes that back", ToastKind.Good);
        }
        catch (SecretsException exception)
        {
            _error = exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message;
        }
        finally
        {
            _isBusy = false;
        }
    });
}
