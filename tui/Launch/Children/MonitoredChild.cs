using System.Globalization;
using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>
/// A child on a pseudo-terminal. Between it and us stands a <see cref="SessionMonitor"/>, the leader of its session: without somebody of the same
/// session above it, its process group would be orphaned, and the terminal's stop key would do nothing.
/// </summary>
internal sealed class MonitoredChild : IChild
{
    /// <summary>Set in the number of a signal that goes to the whole group.</summary>
    public const int ToGroup = 0x80;

    private readonly Lock _gate = new();
    private readonly int _monitor;
    private readonly int _control;
    private readonly int _reports;
    private bool _ended;

    private MonitoredChild(int monitor, int control, int reports) => (_monitor, _control, _reports) = (monitor, control, reports);

    /// <summary>Starts one.</summary>
    /// <param name="order">What it becomes.</param>
    /// <param name="terminal">Its terminal.</param>
    /// <param name="standard">What its standard descriptors become; -1 stays, -2 is the terminal.</param>
    /// <param name="restore">A terminal that the monitor gives its settings back when we are killed, or -1; closed here.</param>
    /// <param name="events">Takes what happens to it.</param>
    /// <param name="failure">Why it did not become the program; null where it did.</param>
    public static MonitoredChild Start(ChildOrder order, PseudoTerminal terminal, ReadOnlySpan<int> standard, int restore, RunEvents events, out LaunchFailure? failure)
    {
        (int orderRead, int orderWrite) = Descriptors.Pipe();
        (int errorRead, int errorWrite) = Descriptors.Pipe();
        (int controlRead, int controlWrite) = Descriptors.Pipe();
        (int reportRead, int reportWrite) = Descriptors.Pipe();
        ReadOnlySpan<int> given = [orderRead, errorWrite, controlRead, reportWrite, restore];
        List<string> arguments = ["__monitor"];
        foreach (int descriptor in given)
        {
            Descriptors.SetInherited(descriptor, true);
            arguments.Add(descriptor.ToString(CultureInfo.InvariantCulture));
        }
        int monitor = SelfStart.Start(arguments, standard, terminal.Path);
        foreach (int descriptor in given)
            _ = Unix.Close(descriptor);
        MonitoredChild child = new(monitor, controlWrite, reportRead);
        order.SendTo(orderWrite, monitor);
        _ = Unix.Close(orderWrite);
        // The terminal is ours to change once the monitor has seen how it was.
        Span<byte> ready = stackalloc byte[8];
        Descriptors.ReadAll(reportRead, ready);
        failure = DirectChild.ReadFailure(errorRead);
        new Thread(() => child.Follow(events), 256 * 1024) { IsBackground = true, Name = "child" }.Start();
        return child;
    }

    /// <inheritdoc/>
    public void Send(int signal, bool toGroup) => Tell((byte)(signal | (toGroup ? ToGroup : 0)));

    /// <inheritdoc/>
    public bool IsStopped => true;

    /// <summary>Lets the monitor go.</summary>
    public unsafe void Dispose()
    {
        Tell(0);
        _ = Unix.Close(_control);
        int status;
        while (Unix.Wait(_monitor, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Unix.EINTR)
        {
            // A signal to us.
        }
        _ = Unix.Close(_reports);
    }

    private void Tell(byte word)
    {
        lock (_gate)
        {
            if (word == 0 || !_ended)
                Descriptors.Write(_control, [word]);
        }
    }

    private void Follow(RunEvents events)
    {
        Span<int> report = stackalloc int[2];
        while (Descriptors.ReadAll(_reports, MemoryMarshal.AsBytes(report)))
        {
            bool ended = report[0] == (int)RunEventKind.Ended;
            lock (_gate)
                _ended |= ended;
            events.Post(new RunEvent((RunEventKind)report[0], report[1]));
            if (ended)
                return;
        }
        // The monitor was killed, and the child with it.
        lock (_gate)
            _ended = true;
        events.Post(new RunEvent(RunEventKind.Ended, ChildStatus.Killed));
    }
}
