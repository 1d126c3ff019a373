using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>Draws layers into a frame and sends what changed since the last one.</summary>
internal sealed class Painter
{
    private readonly ITerminal _terminal;
    private readonly FrameWriter _writer;
    private readonly List<HitArea> _hits = [];
    private Frame _next;
    private bool _isUnknown = true;
    private Theme _theme;

    public Painter(ITerminal terminal, Theme theme)
    {
        _terminal = terminal;
        _theme = theme;
        _writer = new FrameWriter(terminal.Abilities.Colors);
        (int width, int height) = terminal.Size;
        _next = new Frame(width, height, terminal.Abilities.Unicode);
        Shown = new Frame(width, height, terminal.Abilities.Unicode);
    }

    /// <summary>What the terminal shows.</summary>
    public Frame Shown { get; private set; }

    /// <summary>A terminal without colours has one theme.</summary>
    public Theme Theme
    {
        get => _theme;
        set
        {
            if (_terminal.Abilities.Colors != ColorDepth.Mono)
                _theme = value;
        }
    }

    /// <summary>Nothing is known any more of what the terminal shows.</summary>
    public void Invalidate() => _isUnknown = true;

    /// <summary>Takes the terminal's size as it is now.</summary>
    public void Resize()
    {
        (int width, int height) = _terminal.Size;
        if (width != Shown.Width || height != Shown.Height)
        {
            _next.Resize(width, height);
            Shown.Resize(width, height);
        }
        Invalidate();
    }

    public void Paint(IReadOnlyList<Layer> layers)
    {
        _hits.Clear();
        _next.Clear(Theme.Base);
        Area whole = new(0, 0, _next.Width, _next.Height);
        for (int i = FirstSeen(layers); i < layers.Count; i++)
            layers[i].Draw(new Canvas(_next, whole, Theme, _hits, active: i == layers.Count - 1));
        ReadOnlySpan<byte> changes = _writer.Write(_next, Shown, _isUnknown);
        _isUnknown = false;
        if (changes.Length > 0)
            _terminal.Write(changes);
        // The last frame may have shown a value; nothing of it stays behind.
        _writer.Clear();
        (Shown, _next) = (_next, Shown);
        _next.Clear(Theme.Base);
    }

    /// <summary>What answers the mouse at a place: the last that was drawn there.</summary>
    public Action<MouseEvent>? ActionAt(int x, int y)
    {
        for (int i = _hits.Count - 1; i >= 0; i--)
        {
            if (_hits[i].Area.Contains(x, y))
                return _hits[i].Action;
        }
        return null;
    }

    private static int FirstSeen(IReadOnlyList<Layer> layers)
    {
        int first = layers.Count - 1;
        while (first > 0 && layers[first].IsDialog)
            first--;
        return Math.Max(0, first);
    }
}
