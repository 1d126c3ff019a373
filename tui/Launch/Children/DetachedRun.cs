using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Masking;

namespace Secrets.Tui.Launch.Children;

/// <summary>A run without a terminal: it reads nothing, and what it prints goes to a log, masked. Signals to us are for us.</summary>
/// <param name="log">Takes what it prints; false where it cannot.</param>
internal sealed class DetachedRun(Func<ReadOnlySpan<byte>, bool> log) : ISupervisedRun, IDisposable
{
    private readonly RunEvents _events = new();
    private CaughtSignals? _signals;
    private OutputPump? _pump;
    private DirectChild? _child;

    /// <summary>The program's process id while one runs, else 0.</summary>
    public int Id => _child?.Id ?? 0;

    /// <summary>The kernel's name of the pipe that the program's output goes through, or null.</summary>
    public string? Output { get; private set; }

    /// <inheritdoc/>
    public unsafe LaunchFailure? Start(IReadOnlyList<byte[]> arguments, string? folder, RunPlan plan, EnvironmentRules rules, MaskPatterns? patterns)
    {
        _signals ??= new CaughtSignals(_events);
        using ChildEnvironment environment = new(Libc.Environment(), plan, rules);
        using ChildOrder order = new(
            arguments, folder, environment, plan.Files, ChildFlags.DiesWithParent | ChildFlags.OwnGroup, InheritedSignals.Remembered);
        (int read, int write) = Descriptors.Pipe();
        Output = ProcessStatus.NameOf(Unix.OwnId(), read);
        int nothing = Unix.Open("/dev/null", 0);
        _child = DirectChild.Start(order, [nothing, write, write], ownGroup: true, _events, out LaunchFailure? failure, collectsAll: true);
        _ = Unix.Close(nothing);
        _ = Unix.Close(write);
        _pump = new OutputPump(read, log, patterns ?? new MaskPatterns([]));
        if (failure is null)
            return null;
        while (_events.Take() is not { Kind: RunEventKind.Ended })
        {
            // The stage, which says so once.
        }
        Finish();
        return failure;
    }

    /// <inheritdoc/>
    public RunEvent Wait(TimeSpan? patience = null)
    {
        while (true)
        {
            if (_events.Take(patience) is not { } one)
                return new RunEvent(RunEventKind.Wake);
            // Whoever stops it by a signal goes on with it by a signal.
            if (one.Kind != RunEventKind.Stopped)
                return one;
        }
    }

    /// <inheritdoc/>
    public void Wake() => _events.Post(new RunEvent(RunEventKind.Wake));

    /// <inheritdoc/>
    public void Send(int signal)
    {
        _child?.Send(signal, toGroup: true);
        // One that was stopped would not hear anything else.
        if (signal != Unix.Kill)
            _child?.Send(Unix.Continue, toGroup: true);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        _child?.KillGroup();
        Descendants.KillAll();
        _pump?.Finish();
        (_child, _pump) = (null, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _signals?.Dispose();
}
