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
    private const string SaveKey = "ctrl+s";

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
    private bool _asksToKeepTheirs;
    private bool _isStored;
    private FormPage? _aside;

    /// <param name="model">The screen's model.</param>
    /// <param name="toast">Says that it was saved.</param>
    /// <param name="secret">The secret to change, or null for a new one.</param>
    /// <param name="value">A value that was pasted, or nothing.</param>
    /// <param name="like">One whose name, description, tags and expiry a new one begins with, or null.</param>
    public SecretFormLayer(ScreenViewModel model, Toast toast, SecretEntry? secret, ReadOnlySpan<char> value, SecretEntry? like = null)
    {
        _form = model.NewForm(secret);
        _toast = toast;
        _fixedName = secret?.Name ?? "";
        _value.OnPaste(value);
        _isValueChanged = _isChanged = value.Length > 0;
        _value.Placeholder = secret is null ? "type or paste it" : "as it is; type to replace it";
        _valueRow = new FieldRow("Value", _value, ValueLines) { OnEdited = OnValueEdited, Note = ValueNote };
        _generate = new ChoiceRow("Made", [Typed, "password:40", "hex:32", "base64:32", "uuid", "ed25519", "ssh-ed25519", "rsa:4096"]) { OnChosen = OnEdited };
        _name.Text.Set(like?.Name);
        Fill(secret ?? like);
    }

    protected override string Title => _form.IsNew ? "New secret" : $"Edit {_fixedName}";

    protected override bool IsBusy => _form.IsBusy;

    /// <summary>Whether the fields say what somebody else has saved, and the person's own is kept aside.</summary>
    private bool IsTheirsShown => _form.Theirs is not null && _isStored && _aside is not null;

    private string Name => _form.IsNew ? _name.Text.ToPlainText() : _fixedName;

    protected override FormNote? Footer
    {
        get
        {
            if (_form.IsBusy)
                return new FormNote("saving…");
            if (_asksToDiscard)
                return new FormNote("esc once more throws away what was typed", ToastKind.Warning);
            if (_asksToKeepTheirs)
                return new FormNote("ctrl+s once more keeps theirs and throws yours away", ToastKind.Warning);
            if (_form is { Error: { } error, ErrorField: null })
                return new FormNote(error, ToastKind.Bad);
            if (_form.Theirs is not { } theirs)
                return null;
            return IsTheirsShown
                ? new FormNote($"this is theirs, v{theirs.Version}; ctrl+o brings yours back", ToastKind.Warning)
                : new FormNote($"changed elsewhere to v{theirs.Version} meanwhile: ctrl+o shows theirs, ctrl+s puts yours above it", ToastKind.Warning);
        }
    }

    public override void OnOpen()
    {
        base.OnOpen();
        if (_form.IsNew && _name.Text.Length > 0)
            FocusOn(_valueRow);
    }

    public override void OnClose()
    {
        _value.Text.Clear();
        _aside?.Dispose();
    }

    public override void OnKey(Key key)
    {
        _asksToDiscard &= key.Code == KeyCode.Escape;
        _asksToKeepTheirs &= key.ToString() == SaveKey;
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
        return rows;
    }

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        .. FormCommands(SaveKey, "Save", "save"),
        new(["enter"], "Next field; save at the last one", "Form", NextOrSave),
        new(["ctrl+r"], "Show or hide what is typed as the value", "Form", () => _value.IsMasked = !_value.IsMasked) { HintNow = () => _value.IsMasked ? "show" : "hide" },
        new(["ctrl+o"], "Load the value that is stored, to change it; again brings back what was typed", "Form", Load)
        {
            HintNow = () => _form.Theirs is null ? (_aside is null ? "load" : "typed") : IsTheirsShown ? "yours" : "theirs",
            When = () => !_form.IsNew || _form.Theirs is not null,
        },
        new(["alt+enter"], "A line end in the value", "Form", () => _value.OnKey(new Key(KeyCode.Enter, default, KeyModifiers.Alt))),
        new(["f1"], "This help", "Form", () => Loop.Open(new HelpLayer("Keys of this form", Commands))) { Hint = "help" },
        new(["esc"], "Cancel; asks before it throws away what was typed", "Form", Cancel) { Hint = "cancel", IsPinned = true },
    ];

    protected override void Submit()
    {
        // Nothing that was typed goes without having been asked for.
        if (IsTheirsShown && !_isValueChanged && !_asksToKeepTheirs)
            _asksToKeepTheirs = true;
        else
            Loop.Start(SaveAsync);
    }

    private async Task SaveAsync()
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
    }

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

    /// <summary>Changes places: what was typed goes aside and what is stored comes, and the other way round.</summary>
    private void Load() => Loop.Start(async () =>
    {
        FormPage? next = _aside ?? await StoredAsync().ConfigureAwait(true);
        if (next is null)
            return;
        bool isWorthKeeping = _aside is not null || _value.Text.Length > 0 || _form.Theirs is not null;
        FormPage typed = new(PassphraseText.Copy(_value.Text), _isValueChanged, _isStored, _description.Text.ToPlainText(), _tags.Text.ToPlainText(), _expires.Text.ToPlainText(), _writeOnly.IsOn);
        _aside = isWorthKeeping ? typed : null;
        if (!isWorthKeeping)
            typed.Dispose();
        Show(next);
    });

    /// <summary>The stored value with what the form says of it; after a lost race with all that the other one said.</summary>
    private async Task<FormPage?> StoredAsync()
    {
        SecretValue? value = await _form.LoadValueAsync(Name).ConfigureAwait(true);
        return value is null ? null : _form.Theirs is { } theirs
            ? new FormPage(value, false, true, theirs.Description ?? "", SecretFormViewModel.TagsText(theirs), SecretFormViewModel.ExpiresText(theirs), theirs.WriteOnly)
            : new FormPage(value, false, true, _description.Text.ToPlainText(), _tags.Text.ToPlainText(), _expires.Text.ToPlainText(), _writeOnly.IsOn);
    }

    private void Show(FormPage page)
    {
        using (page)
        {
            using RevealedText text = new(page.Value);
            _value.Text.Set(text.Span);
        }
        _description.Text.Set(page.Description);
        _tags.Text.Set(page.Tags);
        _expires.Text.Set(page.Expires);
        _writeOnly.IsOn = page.WriteOnly;
        (_isValueChanged, _isStored) = (page.IsValueChanged, page.IsStored);
        FocusOn(_valueRow);
    }

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
        _isValueChanged = _form.IsNew && !_isStored ? _value.Text.Length > 0 : _isValueChanged || _isStored || _value.Text.Length > 0;
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
}
