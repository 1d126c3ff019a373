using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Makes the vault.</summary>
internal sealed class InitLayer(ScreenViewModel model, Toast toast) : FormLayer
{
    private readonly TextField _first = PassphraseText.NewField();
    private readonly TextField _second = PassphraseText.NewField();
    private bool _isBusy;
    private string? _error;

    protected override string Title => "Make the vault";

    protected override bool IsBusy => _isBusy;

    public override void OnClose()
    {
        _first.Text.Clear();
        _second.Text.Clear();
    }

    protected override IReadOnlyList<FormRow> DefineRows() =>
    [
        new TextRow("Everything is encrypted with a key that this passphrase opens. Nobody can bring a forgotten one back.\n "),
        new FieldRow("Passphrase", _first) { OnEdited = () => _error = null },
        new FieldRow("Once more", _second) { OnEdited = () => _error = null, Note = Note },
    ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Make the vault", "make it"),
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
            Loop.Start(MakeAsync);
    }

    private async Task MakeAsync()
    {
        _isBusy = true;
        try
        {
            await model.InitAsync(PassphraseText.Copy(_first.Text)).ConfigureAwait(true);
            Close();
            toast.Show("the vault is made and open", ToastKind.Good);
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

    private FormNote? Note()
    {
        if (_isBusy)
            return new FormNote("making it…");
        if (_error is not null)
            return new FormNote(_error, ToastKind.Bad);
        bool same = _first.Text.Length > 0 && _first.Text.Span.SequenceEqual(_second.Text.Span);
        return same ? new FormNote("the two are the same", ToastKind.Good) : null;
    }
}
