using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Masking;

namespace Secrets.Tui.Launch.Children;

/// <summary>
/// A run that we stay beside, in place of becoming it: what it prints goes through us, signals to us go to it, when it stops we stop, and
/// we end as it ends. Where standard output is a terminal it has a pseudo-terminal; otherwise pipes, where something is to be masked.
/// </summary>
/// <param name="ownGroup">Whether all that belongs to it must be reached by a signal; on pipes, only where it reads no terminal.</param>
internal sealed class ForegroundRun(bool ownGroup) : ISupervisedRun, IDisposable
{
    private readonly RunEvents _events = new();
    private readonly bool _onTerminal = IsTerminal(Unix.StandardOutput);
    private readonly bool _ownGroup = ownGroup && !IsTerminal(Unix.StandardInput);
    private readonly OuterTerminal? _outer =
        IsTerminal(Unix.StandardInput) && IsTerminal(Unix.StandardOutput) ? new OuterTerminal(Unix.StandardInput) : null;

    private readonly List<OutputPump> _pumps = [];
    private CaughtSignals? _signals;
    private PseudoTerminal? _terminal;
    private InputPump? _input;
    private IChild? _child;
    private long _continued;
    private bool _told;

    /// <summary>Wakes <see cref="Wait"/>.</summary>
    public void Wake() => _events.Post(new RunEvent(RunEventKind.Wake));

    /// <summary>Starts the program; not while one runs.</summary>
    /// <param name="arguments">The argument vector.</param>
    /// <param name="folder">Where it starts, or null to stay.</param>
    /// <param name="plan">Its variables.</param>
    /// <param name="rules">What it gets of the caller's environment.</param>
    /// <param name="patterns">What is masked, or null: nothing is.</param>
    /// <returns>Why it could not be started, or null.</returns>
    public unsafe LaunchFailure? Start(IReadOnlyList<byte[]> arguments, string? folder, RunPlan plan, EnvironmentRules rules, MaskPatterns? patterns)
    {
        bool inGroup = _onTerminal || _ownGroup;
        ChildFlags flags = ChildFlags.DiesWithParent | (inGroup ? ChildFlags.OwnGroup : 0) | (_onTerminal ? ChildFlags.Foreground : 0);
        ulong ignored = InheritedSignals.Remembered;
        _signals ??= new CaughtSignals(_events);
        using ChildEnvironment environment = new(Libc.Environment(), plan, rules);
        using ChildOrder order = new(arguments, folder, environment, plan.Files, flags, ignored);
        LaunchFailure? failure = _onTerminal
            ? StartOnTerminal(order, patterns ?? new MaskPatterns([]))
            : StartOnPipes(order, patterns);
        if (failure is null)
            return null;
        while (Wait().Kind != RunEventKind.Ended)
        {
            // The stage, which says so once.
        }
        Finish();
        return failure;
    }

    /// <summary>Passes signals and stops on, until the child has ended or somebody woke us.</summary>
    public RunEvent Wait(TimeSpan? patience = null)
    {
        while (true)
        {
            if (_events.Take(patience) is not { } one)
                return new RunEvent(RunEventKind.Wake);
            if (one.Kind == RunEventKind.Signal)
            {
                PassOn(one.Value);
                if (one.Value is 1 or Unix.Interrupt or Unix.Quit or Unix.Terminate)
                    return one with { Kind = RunEventKind.PassedOn };
            }
            else if (one.Kind == RunEventKind.Stopped)
                StopWith(one.Value);
            else
                return one;
        }
    }

    /// <summary>Sends the child a signal; to its whole group, where it has one.</summary>
    public void Send(int signal) => _child?.Send(signal, toGroup: true);

    /// <summary>After its end: brings out what it left, and makes ready for another one.</summary>
    public void Finish()
    {
        if (_child is DirectChild direct)
            direct.KillGroup();
        foreach (OutputPump pump in _pumps)
            pump.Finish();
        _pumps.Clear();
        _input?.End();
        _input = null;
        _child?.Dispose();
        _child = null;
        _terminal = null;
        _outer?.Restore();
    }

    /// <summary>Ends as the child did: with its exit code, or by its signal.</summary>
    /// <param name="status">Its status.</param>
    /// <returns>The exit code, where we are still there.</returns>
    public static int EndAs(int status)
    {
        if (ChildStatus.Signal(status) is var signal and not 0)
            CaughtSignals.EndBy(signal);
        return ChildStatus.ExitCode(status);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outer?.Restore();
        _signals?.Dispose();
    }

    private static bool IsTerminal(int descriptor) => Unix.IsTerminal(descriptor) == 1;

    private LaunchFailure? StartOnTerminal(ChildOrder order, MaskPatterns patterns)
    {
        _terminal = new PseudoTerminal();
        _outer?.CopyTo(_terminal.Master);
        _terminal.TakeSizeOf(Unix.StandardOutput);
        int input = IsTerminal(Unix.StandardInput) ? -2 : -1;
        int errors = -2;
        int errorsRead = -1;
        if (!IsTerminal(Unix.StandardError))
            (errorsRead, errors) = Descriptors.Pipe();
        int restore = _outer is null ? -1 : Unix.Copy(Unix.StandardInput);
        _child = MonitoredChild.Start(order, _terminal, [input, -2, errors], restore, _events, out LaunchFailure? failure);
        // Before anything comes out: the two terminals must not both make two bytes of a line's end.
        if (failure is null)
            _outer?.Take();
        Pump(_terminal.Master, Unix.StandardOutput, patterns);
        if (errorsRead >= 0)
        {
            _ = Unix.Close(errors);
            Pump(errorsRead, Unix.StandardError, patterns);
        }
        if (failure is not null || _outer is null)
            return failure;
        _input = new InputPump(Unix.StandardInput, _terminal.Master, _outer.IsRaw);
        return null;
    }

    private LaunchFailure? StartOnPipes(ChildOrder order, MaskPatterns? patterns)
    {
        int output = -1, errors = -1, outputRead = -1, errorsRead = -1;
        if (patterns is not null)
        {
            (outputRead, output) = Descriptors.Pipe();
            // One place gets one pipe, so that what it is written in keeps its order.
            if (AreSame(Unix.StandardOutput, Unix.StandardError))
                errors = output;
            else
                (errorsRead, errors) = Descriptors.Pipe();
        }
        _child = DirectChild.Start(order, [-1, output, errors], _ownGroup, _events, out LaunchFailure? failure);
        if (patterns is null)
            return failure;
        _ = Unix.Close(output);
        Pump(outputRead, Unix.StandardOutput, patterns);
        if (errorsRead >= 0)
        {
            _ = Unix.Close(errors);
            Pump(errorsRead, Unix.StandardError, patterns);
        }
        return failure;
    }

    private void Pump(int from, int to, MaskPatterns patterns) => _pumps.Add(new OutputPump(from, bytes => Descriptors.Write(to, bytes), patterns));

    private void PassOn(int signal)
    {
        if (signal == Unix.WindowChange)
        {
            _terminal?.TakeSizeOf(Unix.StandardOutput);
        }
        else if (signal == Unix.Continue)
        {
            TakeTerminal();
            // The one that woke us: the child was told when we came back. It comes at once, or not at all where we could not be stopped.
            const long Late = 1000;
            bool told = _told && Environment.TickCount64 - _continued < Late;
            _told = false;
            if (!told)
                _child?.Send(signal, toGroup: true);
        }
        else if (!IsFromKeyboard(signal))
        {
            _child?.Send(signal, toGroup: false);
        }
    }

    /// <summary>Whether the child, being in our process group, got it from the terminal as we did.</summary>
    private bool IsFromKeyboard(int signal)
    {
        if (_onTerminal || _ownGroup || (signal != Unix.Interrupt && signal != Unix.Quit && signal != Unix.TerminalStop))
            return false;
        const int ReadWrite = 2;
        int terminal = Unix.Open("/dev/tty", ReadWrite);
        if (terminal < 0)
            return false;
        bool ours = Unix.ForegroundGroup(terminal) == Unix.OwnGroup();
        _ = Unix.Close(terminal);
        return ours;
    }

    /// <summary>The child was stopped: so are we, and whoever waits for us sees it. When we go on, it does.</summary>
    private void StopWith(int signal)
    {
        if (_child?.IsStopped != true)
            return;
        _outer?.Restore();
        _input?.SetActive(false);
        CaughtSignals.StopBy(signal, wholeGroup: _onTerminal);
        (_continued, _told) = (Environment.TickCount64, true);
        TakeTerminal();
        _child.Send(Unix.Continue, toGroup: true);
    }

    private void TakeTerminal()
    {
        if (_outer is null || _input is null)
            return;
        _outer.Take();
        _input.SetActive(_outer.IsRaw);
        _terminal?.TakeSizeOf(Unix.StandardOutput);
    }

    private static bool AreSame(int one, int other)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/self/fd/{one}", returnFinalTarget: false)?.Name is { } name
                && name == File.ResolveLinkTarget($"/proc/self/fd/{other}", returnFinalTarget: false)?.Name;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No /proc here: two pipes.
            return false;
        }
    }
}
