using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>Something that fills the screen or stands before it, such as a dialog. The topmost has the keys.</summary>
internal abstract class Layer
{
    /// <summary>Whether what lies below is still seen.</summary>
    public virtual bool IsDialog => true;

    /// <summary>Whether what it is there to show is on its way: the first frame waits for it, for a moment.</summary>
    public virtual bool IsExpecting => false;

    /// <summary>Where it is open.</summary>
    protected ScreenLoop Loop { get; private set; } = null!;

    public abstract void Draw(Canvas canvas);

    public virtual void OnKey(Key key)
    {
    }

    /// <summary>Takes pasted text, which is cleared after the call.</summary>
    public virtual void OnPaste(ReadOnlySpan<char> text)
    {
    }

    /// <summary>Called once when it opens.</summary>
    public virtual void OnOpen()
    {
    }

    /// <summary>Called once when it closes, in whatever way: the place to clear what was typed.</summary>
    public virtual void OnClose()
    {
    }

    public void Close() => Loop.Close(this);

    internal void OpenedIn(ScreenLoop loop)
    {
        Loop = loop;
        OnOpen();
    }
}
