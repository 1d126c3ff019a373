using System.Runtime.InteropServices;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>Turns signals into events, so that the program ends through its usual way out, with the terminal restored.</summary>
internal sealed class SignalWatch : IDisposable
{
    /// <summary>The signals that end a program, with their numbers on every Unix.</summary>
    private static readonly (PosixSignal Signal, int Number)[] Deadly =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action<TerminalEvent> _sink;
    private readonly Action _leave;
    private int _count;
    private Timer? _patience;

    /// <param name="sink">Takes the events.</param>
    /// <param name="resume">Called when the job is continued.</param>
    /// <param name="leave">Gives the screen back, from any thread.</param>
    public SignalWatch(Action<TerminalEvent> sink, Action resume, Action leave)
    {
        _sink = sink;
        _leave = leave;
        foreach ((PosixSignal signal, int number) in Deadly)
            Watch(signal, () => End(128 + number));
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        Watch(PosixSignal.SIGWINCH, () => sink(new ResizeEvent()));
        Watch(PosixSignal.SIGTSTP, () => sink(new SuspendEvent()));
        Watch(PosixSignal.SIGCONT, resume);
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _patience?.Dispose();
    }

    /// <summary>Cancel keeps the runtime's own ways out: ending at once, and on SIGCONT putting back the settings from before we started.</summary>
    private void Watch(PosixSignal signal, Action action) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        }));

    private void End(int exitCode)
    {
        _sink(new StopEvent(exitCode));
        // A screen's thread that is stuck must not keep us alive: it has two seconds, and a second signal ends its time.
        if (Interlocked.Increment(ref _count) == 1)
            _patience = new Timer(_ => EndNow(exitCode), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        else
            EndNow(exitCode);
    }

    private void EndNow(int exitCode)
    {
        _leave();
        Libc.ExitNow(exitCode);
    }
}
