using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>One row of a form.</summary>
/// <param name="label">What stands before it.</param>
internal abstract class FormRow(string label)
{
    public string Label => label;

    /// <summary>Whether it can have the keys now.</summary>
    public virtual bool CanFocus => true;

    /// <summary>What is said below it now, or null.</summary>
    public Func<FormNote?> Note { get; init; } = () => null;

    /// <summary>How many lines it takes, in a place this wide.</summary>
    public abstract int Height(int width);

    public abstract void Draw(Canvas canvas, bool focused);

    /// <summary>Handles a key; false when it means nothing here.</summary>
    public virtual bool OnKey(Key key) => false;

    public virtual void OnPaste(ReadOnlySpan<char> text)
    {
    }

    /// <summary>Called when it is clicked, after it got the keys.</summary>
    public virtual void OnClick()
    {
    }
}
