using Secrets.Shared.Contract;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>A new secret, or a change to one.</summary>
internal sealed class SecretFormLayer : FormLayer
{
    private const int LongestDescription = 4000;
    private const int ValueLines = 3;
    private const string Typed = "typed above";

    private readonly TextField _name = new(Names.MaxLength) { Placeholder = "hf_token" };
    private readonly TextField _value = new(SecretValue.MaxLength) { IsMasked = true, IsMultiLine = true };
    private readonly TextField _description = new(LongestDescription) { Placeholder = "what it is for" };
    private readonly TextField _tags = new(1000) { Placeholder = "words, separated by spaces" };
    private readonly TextField _expires = new(40) { Placeholder = "90d, 4w or 2027-01-31" };
    private readonly ToggleRow _writeOnly = new("Write-only", "for runs alone, never read back");
    private readonly ToggleRow _stage = new("Staged", "waits for a deploy");
    private readonly ChoiceRow _generate;
    private readonly FieldRow _valueRow;
    private readonly SecretFormViewModel _form;
    private readonly Toast _toast;
    private readonly string _fixedName;
    private bool _isChanged;
    private bool _isValueChanged;
    private bool _asksToDiscard;

    /// <param name="model">The screen's model.</param>
    /// <param name="toast">Says that it was saved.</param>
    /// <param name="secret">The secret to change, or null for a new one.</param>
    /// <param name="value">A value that was pasted, or nothing.</param>
    public SecretFormLayer(ScreenViewModel model, Toast toast, SecretEntry? secret, ReadOnlySpan<char> value)
    {
        _form = model.NewForm(secret);
        _toast = toast;
        _fixedName = secret?.Name ?? "";
        _value.OnPaste(value);
        _isValueChanged = _isChanged = value.Length > 0;
        _value.Placeholder = secret is null ? "type or paste it" : "as it is; type to replace it";
        _valueRow = new FieldRow("Value", _value, ValueLines) { OnEdited = OnValueEdited, Note = ValueNote };
        _generate = new ChoiceRow("Made", [Typed, "password:40", "hex:32", "base64:32", "uuid", "ed25519", "ssh-ed25519", "rsa:4096"]) { OnChosen = OnEdited };
        Fill(secret);
    }

    protected override string Title => _form.IsNew ? "New secret" : $"Edit {_fixedName}";

    protected override bool IsBusy => _form.IsBusy;

    private string Name => _form.IsNew ? _name.Text.ToPlainText() : _fixedName;

    public override void OnClose() => _value.Text.Clear();

    public override void OnKey(Key key)
    {
        if (_asksToDiscard && key.Code != KeyCode.Escape)
            _asksToDiscard = false;
        base.OnKey(key);
    }

    protected override IReadOnlyList<FormRow> DefineRows()
    {
        List<FormRow> rows = [];
        if (_form.IsNew)
            rows.Add(new FieldRow("Name", _name) { OnEdited = OnEdited, Note = () => ErrorOf(SecretField.Name) });
        rows.Add(_valueRow);
        rows.Add(_generate);
        rows.Add(new FieldRow("Description", _description) { OnEdited = OnEdited });
        rows.Add(new FieldRow("Tags", _tags) { OnEdited = OnEdited });
        rows.Add(new FieldRow("Expires", _expires) { OnEdited = OnEdited, Note = () => ErrorOf(SecretField.Expires) });
        rows.Add(_writeOnly);
        rows.Add(_stage);
        rows.Add(new TextRow("") { Note = FormNoteBelow });
        return rows;
    }

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands("ctrl+s", "Save", "save"),
        new(["enter"], "Next field; save at the last one", "Form", NextOrSave),
        new(["ctrl+r"], "Show or hide what is typed as the value", "Form", () => _value.IsMasked = !_value.IsMasked) { Hint = "show" },
        new(["ctrl+o"], "Load the value that is stored, to change it", "Form", Load) { Hint = "load", When = () => !_form.IsNew },
        new(["alt+enter"], "A line end in the value", "Form", () => _value.OnKey(new Key(KeyCode.Enter, default, KeyModifiers.Alt))),
        new(["f1"], "This help", "Form", () => Loop.Open(new HelpLayer("Keys of this form", Commands))),
        new(["esc"], "Cancel; asks before it throws away what was typed", "Form", Cancel) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit() => Loop.Start(async () =>
    {
        using SecretDraft draft = new(
            Name,
            _isValueChanged ? PassphraseText.Copy(_value.Text) : null,
            _description.Text.ToPlainText(),
            _tags.Text.ToPlainText().Trim(),
            _expires.Text.ToPlainText().Trim(),
            _writeOnly.IsOn,
            _stage.IsOn,
            _generate.Chosen == Typed ? null : _generate.Chosen);
        if (await _form.SaveAsync(draft).ConfigureAwait(true))
        {
            Close();
            _toast.Show(draft.Stage ? $"{draft.Name} staged; v deploys" : $"{draft.Name} saved", ToastKind.Good);
        }
        else if (_form.ErrorField is { } field)
        {
            FocusOnField(field);
        }
    });

    private void Fill(SecretEntry? secret)
    {
        _description.Text.Set(secret?.Description);
        _tags.Text.Set(SecretFormViewModel.TagsText(secret));
        _expires.Text.Set(SecretFormViewModel.ExpiresText(secret));
        _writeOnly.IsOn = secret?.WriteOnly ?? false;
    }

    private void NextOrSave()
    {
        if (IsAtLast)
            Submit();
        else
            MoveFocus(1);
    }

    private void Load() => Loop.Start(async () =>
    {
        using SecretValue? value = await _form.LoadValueAsync(Name).ConfigureAwait(true);
        if (value is null)
            return;
        using RevealedText text = new(value);
        _value.Text.Set(text.Span);
        _isValueChanged = true;
        FocusOn(_valueRow);
    });

    private void Cancel()
    {
        if (_isChanged && !_asksToDiscard)
            _asksToDiscard = true;
        else
            Close();
    }

    private void OnEdited()
    {
        _isChanged = true;
        _form.ClearError();
    }

    private void OnValueEdited()
    {
        _isValueChanged = _form.IsNew ? _value.Text.Length > 0 : _isValueChanged || _value.Text.Length > 0;
        OnEdited();
    }

    private void FocusOnField(SecretField field)
    {
        string label = field == SecretField.WriteOnly ? _writeOnly.Label : field.ToString();
        if (Rows.FirstOrDefault(row => row.Label == label) is { } row)
            FocusOn(row);
    }

    private FormNote? ErrorOf(SecretField field) =>
        _form.ErrorField == field && _form.Error is { } error ? new FormNote(error, ToastKind.Bad) : null;

    private FormNote? ValueNote()
    {
        if (ErrorOf(SecretField.Value) is { } error)
            return error;
        if (_value.Text.Length == 0)
            return _isValueChanged ? new FormNote("will be empty", ToastKind.Warning) : null;
        string size = ValueSummary.Size(_value.Text.Span);
        return ValueSummary.EndsInWhiteSpace(_value.Text.Span) ? new FormNote($"{size}, and ends in white space", ToastKind.Warning) : new FormNote(size);
    }

    private FormNote? FormNoteBelow()
    {
        if (_form.IsBusy)
            return new FormNote("saving…");
        if (_asksToDiscard)
            return new FormNote("esc once more throws away what was typed", ToastKind.Warning);
        return _form is { Error: { } error, ErrorField: null } ? new FormNote(error, ToastKind.Bad) : null;
    }
}
