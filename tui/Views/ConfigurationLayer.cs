using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>A run configuration or a file of variables on the whole screen: text to edit, and references to pick.</summary>
internal sealed class ConfigurationLayer : Layer
{
    private const int MostUndone = 100;

    private readonly ConfigurationViewModel _file;
    private readonly Toast _toast;
    private readonly string? _first;
    private readonly TextField _editor = new(SecretValue.MaxLength) { IsMultiLine = true };
    private readonly List<(string Text, int Cursor)> _undo = [];
    private CommandTable? _commands;
    private string _saved;
    private bool _isTyping;
    private bool _asksToDiscard;
    private bool _mayReplace;
    private int _top;
    private int _left;

    /// <param name="file">The file.</param>
    /// <param name="text">What it says.</param>
    /// <param name="toast">Says how it went.</param>
    /// <param name="first">The secret that is offered first, or null.</param>
    public ConfigurationLayer(ConfigurationViewModel file, string text, Toast toast, string? first)
    {
        _file = file;
        _toast = toast;
        _first = first;
        _saved = text;
        SetText(text, 0);
    }

    public override bool IsDialog => false;

    /// <summary>What can be done here, apart from typing.</summary>
    public CommandTable Commands => _commands ??= new CommandTable(
        new KeyCommand(["ctrl+s"], "Save", "File", Save) { Hint = "save", HintWhen = () => IsChanged },
        new KeyCommand(["ctrl+space", "ctrl+g"], "Pick a secret and put a reference to it here", "File", Pick) { Hint = "insert a secret" },
        new KeyCommand(["ctrl+y"], "Take back the last change, a saved one too", "File", TakeBack) { Hint = "take back" },
        new KeyCommand(["f1"], "This help", "File", () => Loop.Open(new HelpLayer("Keys of this file", Commands))) { Hint = "help" },
        new KeyCommand(["esc"], "Close; asks before it throws away what was typed", "File", Cancel) { Hint = "close", IsPinned = true });

    private string Text => _editor.Text.ToPlainText();

    private bool IsChanged => !_editor.Text.Span.SequenceEqual(_saved);

    public override void OnClose()
    {
        _editor.Text.Clear();
        _undo.Clear();
    }

    public override void OnKey(Key key)
    {
        _asksToDiscard &= key.Code == KeyCode.Escape;
        if (Commands.TryRun(key))
            return;
        if (key.Code == KeyCode.Enter)
            Change(NewLine, isTyping: false);
        else if (key.Code == KeyCode.Tab)
            Change(() => _editor.Text.Insert("  "), isTyping: false);
        else
            Change(() => _editor.OnKey(key), key.IsText);
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        Remember(isTyping: false);
        _editor.OnPaste(text);
    }

    public override void Draw(Canvas canvas)
    {
        Theme theme = canvas.Theme;
        Canvas title = canvas.Line(0);
        title.Fill(theme.Bar);
        int x = title.Text(0, 0, " secrets ", theme.Badge) + 1;
        string state = IsChanged ? "● not saved" : _file.IsNew ? "○ new file" : "○ saved";
        title.TextAtRight(0, state, (IsChanged ? theme.Warning : theme.Muted).On(theme.Bar));
        title.Text(x, 0, Graphemes.Fit(_file.FilePath, title.Width - x - Graphemes.Width(state) - 3), theme.Bar);
        IReadOnlyList<string> missing = _file.MissingIn(_editor.Text.Span);
        DrawText(canvas.Part(0, 1, canvas.Width, canvas.Height - (missing.Count > 0 ? 3 : 2)), missing);
        if (missing.Count > 0)
            canvas.Text(1, canvas.Height - 2, Graphemes.Fit($"! no secret named {string.Join(", ", missing)}", canvas.Width - 2), theme.Warning);
        if (_toast.Draw(canvas))
            return;
        Canvas bottom = canvas.Line(canvas.Height - 1);
        bottom.Fill(theme.Bar);
        HintBar.Draw(bottom, 1, Commands.Hints, theme.BarKey, theme.Bar);
    }

    private void DrawText(Canvas canvas, IReadOnlyList<string> missing)
    {
        ReadOnlySpan<char> text = _editor.Text.Span;
        ReadOnlySpan<char> before = text[.._editor.Text.Cursor];
        int row = before.Count('\n');
        int column = Graphemes.Width(before[(before.LastIndexOf('\n') + 1)..]);
        _top = Math.Clamp(_top, Math.Max(0, row - Math.Max(1, canvas.Height) + 1), row);
        _left = Math.Clamp(_left, Math.Max(0, column - Math.Max(2, canvas.Width) + 2), column);
        IReadOnlyList<Range> names = missing.Count > 0 ? ReferenceFinder.NamesIn(_file.Syntax, text) : [];
        int y = -_top;
        foreach (Range line in text.Split('\n'))
        {
            if (y >= canvas.Height)
                break;
            if (y >= 0)
                DrawLine(canvas, y, line, names, missing);
            y++;
        }
        canvas.Cursor(column - _left, row - _top, visible: true);
    }

    private void DrawLine(Canvas canvas, int y, Range line, IReadOnlyList<Range> names, IReadOnlyList<string> missing)
    {
        ReadOnlySpan<char> text = _editor.Text.Span;
        (int start, int end) = (line.Start.Value, line.End.Value);
        int x = -_left;
        int at = start;
        foreach (Range name in names)
        {
            if (name.Start.Value < at || name.End.Value > end || !missing.Contains(text[name].ToString()))
                continue;
            x += Put(canvas, x, y, text[at..name.Start.Value], canvas.Theme.Base);
            x += Put(canvas, x, y, text[name], canvas.Theme.Bad.With(TextAttributes.Underline));
            at = name.End.Value;
        }
        Put(canvas, x, y, text[at..end], canvas.Theme.Base);
    }

    /// <summary>Draws text that may begin left of the canvas, and returns its cells.</summary>
    private static int Put(Canvas canvas, int x, int y, ReadOnlySpan<char> text, Style style)
    {
        int width = Graphemes.Width(text);
        canvas.Text(x, y, text, style);
        return width;
    }

    private void Pick()
    {
        IEnumerable<string> names = _file.Known.OrderBy(name => name != _first).ThenBy(name => name, StringComparer.Ordinal);
        List<PickerItem> items = [.. names.Select(name => new PickerItem(name, "", () => Insert(name)))];
        if (items.Count == 0)
            _toast.Show("there is no secret yet", ToastKind.Warning);
        else
            Loop.Open(new PickerLayer("Refer to which secret?", items));
    }

    private void Insert(string name)
    {
        try
        {
            string reference = ReferenceWriter.At(_file.Syntax, Text, _editor.Text.Cursor, name);
            Change(() => _editor.Text.Insert(reference), isTyping: false);
        }
        catch (SecretsException exception)
        {
            _toast.Show($"{exception.Message}: {exception.Hint}", ToastKind.Bad);
        }
    }

    private void Save()
    {
        try
        {
            _file.Save(_editor.Text.Span, _mayReplace);
            _saved = Text;
            _mayReplace = false;
            _isTyping = false;
            _toast.Show("saved; ctrl+y and ctrl+s bring back what was there", ToastKind.Good);
        }
        catch (SecretsException exception)
        {
            _mayReplace = exception.Code == ErrorCode.Conflict;
            _toast.Show(exception.Hint is { } hint ? $"{exception.Message}: {hint}" : exception.Message, ToastKind.Bad);
        }
    }

    private void TakeBack()
    {
        _isTyping = false;
        if (_undo.Count == 0)
        {
            _toast.Show("nothing to take back");
            return;
        }
        (string text, int cursor) = _undo[^1];
        _undo.RemoveAt(_undo.Count - 1);
        SetText(text, cursor);
    }

    private void Cancel()
    {
        if (IsChanged && !_asksToDiscard)
        {
            _asksToDiscard = true;
            _toast.Show("esc once more throws away what was typed", ToastKind.Warning);
        }
        else
        {
            _toast.Clear();
            Close();
        }
    }

    /// <summary>A line that begins as the last one does.</summary>
    private void NewLine()
    {
        ReadOnlySpan<char> before = _editor.Text.Span[.._editor.Text.Cursor];
        ReadOnlySpan<char> line = before[(before.LastIndexOf('\n') + 1)..];
        int indent = line.Length - line.TrimStart(' ').Length;
        _editor.Text.Insert("\n" + new string(' ', indent));
    }

    /// <summary>Does something to the text that can be taken back; what is typed in one go is one change.</summary>
    private void Change(Action change, bool isTyping)
    {
        (string text, int cursor) = (Text, _editor.Text.Cursor);
        change();
        if (_editor.Text.Span.SequenceEqual(text))
            return;
        if (!isTyping || !_isTyping)
            Remember(text, cursor);
        _isTyping = isTyping;
        _toast.Clear();
    }

    private void Remember(bool isTyping)
    {
        Remember(Text, _editor.Text.Cursor);
        _isTyping = isTyping;
    }

    private void Remember(string text, int cursor)
    {
        if (_undo.Count == MostUndone)
            _undo.RemoveAt(0);
        _undo.Add((text, cursor));
    }

    private void SetText(string text, int cursor)
    {
        _editor.Text.Set(text);
        while (_editor.Text.Cursor > cursor)
            _editor.Text.MoveLeft();
    }
}
