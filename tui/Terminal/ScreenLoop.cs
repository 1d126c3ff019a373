using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal;

/// <summary>
/// The screen's one thread: takes events from one queue, lets the layers handle them, and draws afterwards. With no event and no
/// timer it sleeps without a bound.
/// </summary>
internal sealed class ScreenLoop : IDisposable
{
    /// <summary>
    /// What the start or a key asks of somebody comes back in a few pieces, soon after the frame: so many of them are drawn at once.
    /// </summary>
    private const int FramesForAnswers = 8;

    /// <summary>How long a burst of background work may hold back a frame. Keys are answered at once.</summary>
    private static readonly TimeSpan FrameGap = TimeSpan.FromMilliseconds(16);

    /// <summary>A flood of events is drawn now and then all the same.</summary>
    private const int MostEventsInAFrame = 10_000;

    private readonly ITerminal _terminal;
    private readonly EventQueue _queue = new();
    private readonly LoopTimeProvider _time;
    private readonly Painter _painter;
    private readonly LoopSynchronizationContext _context;
    private readonly List<Layer> _layers = [];
    private bool _themeIsGuess;
    private long _drawnAt;
    private bool _isFirstFrame = true;
    private ITimer? _lateFrame;
    private bool _lateFrameIsDue;
    private int _framesForAnswers = FramesForAnswers;
    private int? _exitCode;

    /// <param name="terminal">Where to draw.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="theme">The theme that somebody chose; null takes one that suits the terminal.</param>
    public ScreenLoop(ITerminal terminal, TimeProvider clock, Theme? theme = null)
    {
        _terminal = terminal;
        _time = new LoopTimeProvider(clock, _queue.Wake);
        _context = new LoopSynchronizationContext(this);
        _themeIsGuess = theme is null;
        _painter = new Painter(terminal, theme ?? Themes.For(terminal.Abilities));
    }

    /// <summary>The clock; its timers go off on the screen's thread.</summary>
    public TimeProvider Time => _time;

    public ITerminal Terminal => _terminal;

    /// <summary>The last frame that was drawn.</summary>
    public Frame Frame => _painter.Shown;

    /// <summary>Takes what awaited work throws.</summary>
    public Action<Exception>? OnError { get; set; }

    public Theme Theme
    {
        get => _painter.Theme;
        set
        {
            _themeIsGuess = false;
            _painter.Theme = value;
        }
    }

    /// <summary>How long the loop may sleep; null when nothing but an event can wake it.</summary>
    public TimeSpan? UntilNext => _time.UntilNext;

    /// <summary>Hands work to the screen's thread, from any other.</summary>
    public void Post(Action work) => _queue.Add(new CallEvent(work));

    public void Open(Layer layer)
    {
        _layers.Add(layer);
        layer.OpenedIn(this);
    }

    public void Close(Layer layer)
    {
        if (_layers.Remove(layer))
            layer.OnClose();
    }

    /// <summary>Ends the loop after the event at hand; the first code stays.</summary>
    public void Quit(int exitCode = 0) => _exitCode ??= exitCode;

    /// <summary>Writes every cell anew at the next frame.</summary>
    public void Redraw() => _painter.Invalidate();

    /// <summary>Stops the job, as ctrl+z does in a shell, until somebody continues it.</summary>
    public void Suspend()
    {
        _terminal.Suspend();
        _painter.Resize();
    }

    /// <summary>Runs work that awaits, from a key; it goes on on the screen's thread, and failures go to <see cref="OnError"/>.</summary>
    public async void Start(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(true);
        }
        catch (OperationCanceledException)
        {
            // Somebody gave it up; that needs no words.
        }
        catch (Exception exception) when (OnError is { } handle)
        {
            handle(exception);
        }
    }

    /// <summary>Shows a layer until the program ends, and returns the exit code.</summary>
    public int Run(Layer root)
    {
        try
        {
            Begin(root);
            while (_exitCode is null && _layers.Count > 0)
            {
                _queue.Wait(_time.UntilNext);
                Pump();
            }
            return _exitCode ?? 0;
        }
        finally
        {
            while (_layers.Count > 0)
                Close(_layers[^1]);
            _terminal.Leave();
        }
    }

    /// <summary>Takes the screen and draws the first frame. <see cref="Run"/> does this; tests call it and <see cref="Pump"/> themselves.</summary>
    /// <remarks>The layer opens first: what it asks of others is under way while the terminal is taken.</remarks>
    public void Begin(Layer root) => OnThisThread(() =>
    {
        Open(root);
        _terminal.Start(_queue.Add);
        _terminal.Enter();
        if (_themeIsGuess && _terminal.Abilities.AnswersColors)
            _terminal.Write("\e]11;?\a"u8);
        if (root.IsExpecting)
            DrawLater(FrameGap);
        else
            Draw();
    });

    /// <summary>Handles all that is queued and due, then draws.</summary>
    public void Pump() => OnThisThread(HandleAll);

    public void Dispose() => _terminal.Dispose();

    /// <summary>Runs work as the screen's: what it awaits comes back through the queue.</summary>
    private void OnThisThread(Action work)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void HandleAll()
    {
        bool isUrgent = false;
        bool isChanged = false;
        for (int count = 0; count < MostEventsInAFrame; count++)
        {
            if (_queue.TryTake(out TerminalEvent? happened))
                Handle(happened!);
            else if (_time.TakeDue() is { } callback)
                callback();
            else
                break;
            isChanged = true;
            isUrgent |= happened is not (null or CallEvent);
            if (_exitCode is not null || _layers.Count == 0)
                return;
        }
        if (!isChanged)
            return;
        TimeSpan sinceFrame = _time.GetElapsedTime(_drawnAt);
        bool isAnswer = !isUrgent && _framesForAnswers > 0;
        _framesForAnswers = isUrgent ? FramesForAnswers : Math.Max(_framesForAnswers - 1, 0);
        if (isUrgent || _lateFrameIsDue || (!IsHeldBack && (isAnswer || sinceFrame >= FrameGap)))
            Draw();
        else
            DrawLater(FrameGap - sinceFrame);
    }

    /// <summary>A first frame that says that nothing is there yet would only flicker.</summary>
    private bool IsHeldBack => _isFirstFrame && _layers[^1].IsExpecting;

    private void DrawLater(TimeSpan delay) => _lateFrame ??= _time.CreateTimer(_ => _lateFrameIsDue = true, null, delay, Timeout.InfiniteTimeSpan);

    private void Handle(TerminalEvent happened)
    {
        switch (happened)
        {
            case KeyEvent pressed:
                HandleKey(pressed.Key);
                break;
            case PasteEvent paste:
                using (paste.Text)
                    _layers[^1].OnPaste(paste.Text.Span);
                break;
            case MouseEvent mouse:
                _painter.ActionAt(mouse.X, mouse.Y)?.Invoke(mouse);
                break;
            case ResizeEvent or ResumeEvent:
                _painter.Resize();
                break;
            case BackgroundEvent background when _themeIsGuess:
                _painter.Theme = Themes.For(background.Color);
                break;
            case SuspendEvent:
                Suspend();
                break;
            case StopEvent stop:
                Quit(stop.ExitCode);
                break;
            case CallEvent call:
                call.Call();
                break;
            default:
                break;
        }
    }

    /// <summary>Three keys mean the same everywhere, as they do at any prompt.</summary>
    private void HandleKey(Key key)
    {
        switch (key.ToString())
        {
            case "ctrl+c":
                Quit(130);
                break;
            case "ctrl+z":
                Suspend();
                break;
            case "ctrl+l":
                Redraw();
                break;
            default:
                _layers[^1].OnKey(key);
                break;
        }
    }

    private void Draw()
    {
        _lateFrame?.Dispose();
        _lateFrame = null;
        _lateFrameIsDue = false;
        _isFirstFrame = false;
        _drawnAt = _time.GetTimestamp();
        _painter.Paint(_layers);
    }
}
