using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Makes a project, or an environment of one, and goes there.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="project">The project of a new environment; null makes a project.</param>
internal sealed class NewScopeLayer(ScreenViewModel model, Toast toast, string? project) : FormLayer
{
    private readonly TextField _name = new(Names.MaxLength) { Placeholder = project is null ? "llm" : "dev" };
    private readonly TextField _inherits = new(Names.MaxLength) { Placeholder = "none" };
    private bool _isBusy;
    private string? _error;

    protected override string Title => project is null ? "New project" : $"New environment in {project}";

    protected override bool IsBusy => _isBusy;

    protected override FormNote? Footer => _error is null ? null : new FormNote(_error, ToastKind.Bad);

    protected override IReadOnlyList<FormRow> DefineRows()
    {
        FieldRow name = new("Name", _name) { OnEdited = ClearError };
        return project is null ? [name] : [name, new FieldRow("Inherits", _inherits) { OnEdited = ClearError }];
    }

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Make it and go there", "make it"),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit()
    {
        if (IsAtLast)
            Loop.Start(MakeAsync);
        else
            MoveFocus(1);
    }

    private async Task MakeAsync()
    {
        _isBusy = true;
        try
        {
            string name = _name.Text.ToPlainText();
            SecretScope scope = project is null
                ? await model.Scopes.CreateProjectAsync(name).ConfigureAwait(true)
                : await model.Scopes.CreateEnvironmentAsync(project, name, _inherits.Text.ToPlainText()).ConfigureAwait(true);
            Close();
            await model.SwitchAsync(scope).ConfigureAwait(true);
            toast.Show($"{scope} made", ToastKind.Good);
        }
        catch (SecretsException exception)
        {
            _error = exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void ClearError() => _error = null;
}
