using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Asks which file to put references into.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says how it went.</param>
/// <param name="secret">The secret that is offered first, or null.</param>
internal sealed class FileLayer(ScreenViewModel model, Toast toast, string? secret) : FormLayer
{
    private readonly TextField _file = new(4000) { Placeholder = ".dstack.yml, secrets.yml, fly.toml, config.yaml, pod.json, .env" };
    private string? _error;

    protected override string Title => "Refer to secrets in a file";

    protected override bool IsBusy => false;

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new FieldRow("File", _file) { OnEdited = () => _error = null, Note = () => _error is null ? null : new FormNote(_error, ToastKind.Bad) },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Open the file", "open"),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit() => Loop.Start(async () =>
    {
        if (_file.Text.Length == 0)
        {
            _error = "which file?";
            return;
        }
        try
        {
            (ConfigurationViewModel file, string text) = await model.OpenFileAsync(_file.Text.ToPlainText()).ConfigureAwait(true);
            Close();
            Loop.Open(new ConfigurationLayer(file, text, toast, secret));
        }
        catch (SecretsException exception)
        {
            _error = exception.Message;
        }
    });
}
