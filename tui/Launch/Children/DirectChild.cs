using System.Globalization;
using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Tui.Launch.Children;

/// <summary>A child of this process. Whoever starts one lives on the thread that did: with that thread it would be killed.</summary>
internal sealed class DirectChild : IChild
{
    private readonly Lock _gate = new();
    private readonly bool _ownGroup;
    private bool _ended;
    private volatile bool _stopped;

    private DirectChild(int id, bool ownGroup)
    {
        Id = id;
        _ownGroup = ownGroup;
    }

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <inheritdoc/>
    public bool IsStopped => _stopped;

    /// <summary>Starts one.</summary>
    /// <param name="order">What it becomes.</param>
    /// <param name="standard">What its three standard descriptors become; -1 stays as it is.</param>
    /// <param name="ownGroup">Whether the order gives it a process group of its own.</param>
    /// <param name="events">Takes what happens to it.</param>
    /// <param name="failure">Why it did not become the program; null where it did. Its end is told all the same.</param>
    /// <param name="collectsAll">Whether whoever else becomes a child of this process is collected when it ends.</param>
    /// <exception cref="SecretsException">Failure.</exception>
    public static DirectChild Start(ChildOrder order, ReadOnlySpan<int> standard, bool ownGroup, RunEvents events, out LaunchFailure? failure, bool collectsAll = false)
    {
        (int orderRead, int orderWrite) = Descriptors.Pipe();
        (int errorRead, int errorWrite) = Descriptors.Pipe();
        DirectChild child = StartStage(orderRead, errorWrite, standard, ownGroup, events, collectsAll);
        order.SendTo(orderWrite, Unix.OwnId());
        _ = Unix.Close(orderWrite);
        failure = ReadFailure(errorRead);
        return child;
    }

    /// <summary>Starts the stage that reads the order from a pipe of somebody else's; closes both descriptors.</summary>
    public static DirectChild StartStage(int orders, int errors, ReadOnlySpan<int> standard, bool ownGroup, RunEvents events, bool collectsAll = false)
    {
        Descriptors.SetInherited(orders, true);
        Descriptors.SetInherited(errors, true);
        int id = SelfStart.Start(
            ["__stage", orders.ToString(CultureInfo.InvariantCulture), errors.ToString(CultureInfo.InvariantCulture)], standard);
        _ = Unix.Close(orders);
        _ = Unix.Close(errors);
        DirectChild child = new(id, ownGroup);
        new Thread(() => child.Follow(events, collectsAll), 256 * 1024) { IsBackground = true, Name = "child" }.Start();
        return child;
    }

    /// <summary>Waits until a stage has become the program or has failed; closes the descriptor.</summary>
    public static LaunchFailure? ReadFailure(int errors)
    {
        int error = 0;
        bool failed = Descriptors.ReadAll(errors, MemoryMarshal.AsBytes(new Span<int>(ref error)));
        _ = Unix.Close(errors);
        return failed ? LaunchFailure.Of(error) : null;
    }

    /// <inheritdoc/>
    public void Send(int signal, bool toGroup)
    {
        lock (_gate)
        {
            if (!_ended)
                _ = Unix.Send(toGroup && _ownGroup ? -Id : Id, signal);
        }
    }

    /// <summary>Ends what is left of its group after its end.</summary>
    public void KillGroup()
    {
        // A group keeps its number from being given again for as long as it has a member; where it has none there is nobody to reach.
        if (_ownGroup)
            _ = Unix.Send(-Id, Unix.Kill);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The thread that follows it ends with it.
    }

    private unsafe void Follow(RunEvents events, bool collectsAll)
    {
        int status;
        while (true)
        {
            int result = Unix.Wait(collectsAll ? -1 : Id, &status, Unix.Untraced | Unix.Continued);
            if (result < 0 && Marshal.GetLastPInvokeError() == Unix.EINTR)
                continue;
            // An orphan of the run that has become ours.
            if (result > 0 && result != Id)
                continue;
            if (result > 0 && ChildStatus.IsContinued(status))
            {
                _stopped = false;
                continue;
            }
            _stopped = result > 0 && ChildStatus.IsStopped(status);
            if (_stopped)
            {
                events.Post(new RunEvent(RunEventKind.Stopped, ChildStatus.StopSignal(status)));
                continue;
            }
            lock (_gate)
                _ended = true;
            events.Post(new RunEvent(RunEventKind.Ended, result < 0 ? ChildStatus.Killed : status));
            return;
        }
    }
}
