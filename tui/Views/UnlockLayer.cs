using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Asks for the passphrase.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="onUnlocked">What the person wanted to do.</param>
internal sealed class UnlockLayer(ScreenViewModel model, Toast toast, Action onUnlocked) : FormLayer
{
    private readonly TextField _passphrase = PassphraseText.NewField();
    private bool _isBusy;
    private string? _error = model.Vault.Status is { MayOpenWithPassphrase: false } status ? $"no passphrase opens this vault: {status.UnlockCommand}" : null;

    protected override string Title => "Unlock the vault";

    protected override bool IsBusy => _isBusy;

    protected override int WantedWidth => 54;

    public override void OnClose() => _passphrase.Text.Clear();

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new FieldRow("Passphrase", _passphrase)
        {
            OnEdited = () => _error = null,
            Note = () => _isBusy ? new FormNote("opening…") : _error is null ? null : new FormNote(_error, ToastKind.Bad),
        },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Unlock", "unlock"),
        new(["esc"], "Leave it locked", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit() => Loop.Start(async () =>
    {
        if (_passphrase.Text.Length == 0)
            return;
        _isBusy = true;
        try
        {
            await model.Vault.UnlockAsync(PassphraseText.Take(_passphrase)).ConfigureAwait(true);
            Close();
            toast.Show("unlocked", ToastKind.Good);
            onUnlocked();
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
