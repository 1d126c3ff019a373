using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Changes the passphrase.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="onChanged">Called when it worked.</param>
internal sealed class PassphraseLayer(ScreenViewModel model, Toast toast, Action onChanged) : FormLayer
{
    private readonly TextField _present = PassphraseText.NewField();
    private readonly TextField _first = PassphraseText.NewField();
    private readonly TextField _second = PassphraseText.NewField();
    private bool _isBusy;
    private string? _error;

    protected override string Title => "Change the passphrase";

    protected override bool IsBusy => _isBusy;

    public override void OnClose()
    {
        foreach (TextField field in (ReadOnlySpan<TextField>)[_present, _first, _second])
            field.Text.Clear();
    }

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new FieldRow("Present one", _present) { OnEdited = () => _error = null },
        new FieldRow("New one", _first) { OnEdited = () => _error = null },
        new FieldRow("Once more", _second) { OnEdited = () => _error = null, Note = Note },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Change it", "change it"),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit()
    {
        if (!IsAtLast)
        {
            MoveFocus(1);
            return;
        }
        if (_first.Text.Length == 0)
            _error = "an empty passphrase protects nothing";
        else if (!_first.Text.Span.SequenceEqual(_second.Text.Span))
            _error = "the two differ";
        else
            Loop.Start(ChangeAsync);
    }

    private async Task ChangeAsync()
    {
        _isBusy = true;
        try
        {
            await model.Access.ChangePassphraseAsync(PassphraseText.Copy(_present.Text), PassphraseText.Copy(_first.Text)).ConfigureAwait(true);
            Close();
            toast.Show("the passphrase is changed", ToastKind.Good);
            onChanged();
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
        if (_isBusy)
            return new FormNote("changing it…");
        if (_error is not null)
            return new FormNote(_error, ToastKind.Bad);
        bool same = _first.Text.Length > 0 && _first.Text.Span.SequenceEqual(_second.Text.Span);
        return same ? new FormNote("the two are the same", ToastKind.Good) : null;
    }
}
