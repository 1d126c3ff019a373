using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>Signals to us become events, for as long as this lives, and have no other effect.</summary>
internal sealed class CaughtSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>
    /// Catches those that a program can be sent. Not those that tell of a mistake of our own (ILL, BUS, FPE, SEGV), nor PIPE, which a writer
    /// gets, CHLD, TTIN and TTOU, which the kernel sends us for what we do, and the first of the real-time ones, which is the runtime's.
    /// </summary>
    public CaughtSignals(RunEvents events)
    {
        // HUP, INT, QUIT, TRAP, ABRT, ALRM, TERM, XCPU, XFSZ, VTALRM and PROF have these numbers everywhere.
        foreach (int signal in (ReadOnlySpan<int>)[1, Unix.Interrupt, Unix.Quit, 5, 6, 14, Unix.Terminate, 24, 25, 26, 27, Unix.WindowChange])
            Catch(signal, events);
        // USR1, USR2, IO, SYS, URG; on Linux also STKFLT and PWR.
        foreach (int signal in (ReadOnlySpan<int>)(OperatingSystem.IsMacOS() ? [30, 31, 23, 12, 16] : [10, 12, 29, 31, 23, 16, 30]))
            Catch(signal, events);
        Catch(Unix.Continue, events);
        Catch(Unix.TerminalStop, events);
        const int FirstRealTime = 35, LastRealTime = 64;
        for (int signal = FirstRealTime; signal <= LastRealTime && OperatingSystem.IsLinux(); signal++)
            Catch(signal, events);
    }

    /// <summary>Does to us what a signal does when nobody catches it, and catches it again where we are still there.</summary>
    public static unsafe void RaiseByDefault(int signal)
    {
        // struct sigaction, opaque: at most 152 bytes.
        byte* before = stackalloc byte[512];
        if (Unix.Action(signal, null, before) != 0)
            return;
        _ = Unix.SetSignal(signal, Libc.DefaultHandler);
        // To this very thread, so that it has happened when the call returns.
        _ = Unix.Raise(signal);
        _ = Unix.Action(signal, before, null);
    }

    /// <summary>Stops us by a signal that stopped the child; returns when we go on.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="wholeGroup">Whether those of our process group stop too, as they do where a terminal sends the signal to all.</param>
    public static unsafe void StopBy(int signal, bool wholeGroup)
    {
        if (signal == Unix.StopNow)
        {
            _ = Unix.Raise(signal);
            return;
        }
        byte* before = stackalloc byte[512];
        _ = Unix.Action(signal, null, before);
        // The others first, while it does nothing to us: once stopped we could not.
        _ = Unix.SetSignal(signal, Libc.IgnoreHandler);
        if (wholeGroup)
            _ = Unix.Send(0, signal);
        _ = Unix.SetSignal(signal, Libc.DefaultHandler);
        _ = Unix.Raise(signal);
        _ = Unix.Action(signal, before, null);
    }

    /// <summary>Ends this process by a signal, as the child was; without a core file, which is the child's to leave.</summary>
    public static unsafe void EndBy(int signal)
    {
        const int CoreSize = 4;
        ulong* none = stackalloc ulong[2] { 0, 0 };
        _ = Unix.SetLimit(CoreSize, none);
        RaiseByDefault(signal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    private void Catch(int signal, RunEvents events) => _registrations.Add(PosixSignalRegistration.Create((PosixSignal)signal, context =>
    {
        context.Cancel = true;
        events.Post(new RunEvent(RunEventKind.Signal, signal));
    }));
}
