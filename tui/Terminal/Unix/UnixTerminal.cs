using System.Runtime.InteropServices;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>The terminal on standard input and output.</summary>
internal sealed unsafe class UnixTerminal : ITerminal
{
    /// <summary>A writer that hangs on a stuck terminal must not keep others from giving it back.</summary>
    private static readonly TimeSpan GatePatience = TimeSpan.FromMilliseconds(500);

    private readonly TerminalMode _mode = new();
    private readonly Lock _gate = new();
    private InputReader? _reader;
    private SignalWatch? _signals;
    private Action<TerminalEvent> _sink = _ => { };
    private volatile bool _entered;

    private UnixTerminal(TerminalAbilities abilities) => Abilities = abilities;

    public TerminalAbilities Abilities { get; }

    public (int Width, int Height) Size
    {
        get
        {
            ushort* size = stackalloc ushort[4];
            bool onStack = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
            int result = onStack
                ? Libc.ControlOnStack(Libc.StandardOutput, Libc.GetWindowSize, 0, 0, 0, 0, 0, 0, size)
                : Libc.Control(Libc.StandardOutput, Libc.GetWindowSize, size);
            return result == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : (80, 24);
        }
    }

    /// <summary>Opens the terminal.</summary>
    /// <param name="variable">Reads an environment variable, null when unset.</param>
    /// <param name="reason">Why there is none.</param>
    /// <returns>Null where no full screen is possible.</returns>
    public static UnixTerminal? TryOpen(Func<string, string?> variable, out string reason)
    {
        string term = variable("TERM") ?? "";
        reason = "";
        if (Libc.IsTerminal(Libc.StandardInput) == 0 || Libc.IsTerminal(Libc.StandardOutput) == 0)
            reason = "standard input and output are not a terminal";
        else if (term is "" or "dumb")
            reason = term.Length == 0 ? "TERM is not set" : "TERM=dumb cannot place the cursor";
        return reason.Length == 0 ? new UnixTerminal(TerminalAbilities.From(variable)) : null;
    }

    public void Start(Action<TerminalEvent> sink)
    {
        _sink = sink;
        ForbidCoreDumps();
        // A program that ends before it read all of its input must not end us.
        _ = Libc.Signal(Libc.PipeSignal, 1);
        _signals = new SignalWatch(sink, Resume, Leave);
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Leave();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave();
        _reader = new InputReader(sink);
    }

    public void Enter()
    {
        lock (_gate)
        {
            _mode.SetRaw();
            _entered = true;
            Descriptors.WriteAll(Libc.StandardOutput, ScreenSequences.Enter);
        }
        if (_reader is not null)
            _reader.Paused = false;
    }

    public void Leave()
    {
        if (_reader is not null)
            _reader.Paused = true;
        bool holds = _gate.TryEnter(GatePatience);
        try
        {
            if (!_entered)
                return;
            _entered = false;
            if (holds)
                Descriptors.WriteAll(Libc.StandardOutput, ScreenSequences.Leave);
            _mode.Restore();
        }
        finally
        {
            if (holds)
                _gate.Exit();
        }
    }

    /// <remarks>
    /// The signal's own default does it, because the system ignores it where no shell is there to continue the job. What was set for
    /// the signal before is opaque to us and is put back as it was.
    /// </remarks>
    public void Suspend()
    {
        byte* before = stackalloc byte[256];
        Leave();
        _ = Libc.SignalAction(Libc.StopSignal, null, before);
        _ = Libc.Signal(Libc.StopSignal, 0);
        _ = Libc.Kill(0, Libc.StopSignal);
        _ = Libc.SignalAction(Libc.StopSignal, before, null);
        Enter();
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_entered)
                Descriptors.WriteAll(Libc.StandardOutput, bytes);
        }
    }

    public byte[]? Run(IReadOnlyList<string> command, ReadOnlySpan<byte> input, bool wantsOutput) => ChildProgram.Run(command, input, wantsOutput);

    public void Dispose()
    {
        Leave();
        _reader?.Dispose();
        _signals?.Dispose();
    }

    /// <summary>A core dump would hold every value that was open.</summary>
    private static void ForbidCoreDumps()
    {
        ulong* none = stackalloc ulong[2];
        none[0] = none[1] = 0;
        _ = Libc.SetLimit(Libc.CoreSize, none);
    }

    /// <summary>After SIGSTOP nobody could give the screen back, and a shell has used it since: take it again.</summary>
    private void Resume()
    {
        if (!_entered)
            return;
        Enter();
        _sink(new ResumeEvent());
    }
}
