using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>A row to type in.</summary>
/// <param name="label">What stands before it.</param>
/// <param name="field">The field.</param>
/// <param name="lines">How many lines it shows.</param>
internal sealed class FieldRow(string label, TextField field, int lines = 1) : FormRow(label)
{
    /// <summary>Whether only typed text is taken.</summary>
    public bool IgnoresPaste { get; init; }

    /// <summary>Called after its text may have changed.</summary>
    public Action? OnEdited { get; init; }

    public override int Height(int width) => lines;

    public override void Draw(Canvas canvas, bool focused) => field.Draw(canvas, focused);

    public override bool OnKey(Key key)
    {
        bool handled = field.OnKey(key);
        if (handled)
            OnEdited?.Invoke();
        return handled;
    }

    public override void OnPaste(ReadOnlySpan<char> text)
    {
        if (IgnoresPaste)
            return;
        field.OnPaste(text);
        OnEdited?.Invoke();
    }
}
