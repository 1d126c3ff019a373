using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Widgets;

namespace Secrets.Tui.Views;

/// <summary>Does something to the keys of the vault after the passphrase was given as proof, and perhaps a word typed. A paste is not typing.</summary>
/// <param name="title">What is done.</param>
/// <param name="text">What that means.</param>
/// <param name="typed">What has to be typed; null for nothing.</param>
/// <param name="verb">One or two words for the key that does it.</param>
/// <param name="action">Does it, and clears the passphrase.</param>
internal sealed class ProofLayer(string title, string text, string? typed, string verb, Func<SecretValue, Task> action) : FormLayer
{
    private const int LongestWord = 200;

    private readonly TextField _passphrase = PassphraseText.NewField();
    private readonly TextField _word = new(LongestWord);
    private bool _isBusy;
    private string? _error;

    protected override string Title => title;

    protected override bool IsBusy => _isBusy;

    private bool IsTyped => typed is null || _word.Text.Span.SequenceEqual(typed);

    public override void OnClose() => _passphrase.Text.Clear();

    protected override IReadOnlyList<FormRow> DefineRows() => typed is null
        ? [new TextRow($"{text}\n "), new FieldRow("Passphrase", _passphrase) { OnEdited = () => _error = null, Note = Note }]
        :
        [
            new TextRow($"{text}\n \nType \"{typed}\", and the passphrase:"),
            new FieldRow("", _word) { IgnoresPaste = true, OnEdited = () => _error = null, Note = () => IsTyped ? null : new FormNote(_word.Text.Length == 0 ? "typed, not pasted" : "not yet all of it") },
            new FieldRow("Passphrase", _passphrase) { OnEdited = () => _error = null, Note = Note },
        ];

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("enter", "Do it", verb),
        new(["esc"], "Leave it", "Form", Close) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit()
    {
        if (!IsAtLast)
            MoveFocus(1);
        else if (!IsTyped)
            _error = $"type {typed} first";
        else if (_passphrase.Text.Length > 0)
            Loop.Start(DoAsync);
    }

    private async Task DoAsync()
    {
        _isBusy = true;
        try
        {
            await action(PassphraseText.Take(_passphrase)).ConfigureAwait(true);
            Close();
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

    private FormNote? Note() => _isBusy ? new FormNote("one moment…") : _error is null ? null : new FormNote(_error, ToastKind.Bad);
}
