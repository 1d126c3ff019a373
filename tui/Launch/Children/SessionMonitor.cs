using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>
/// The leader of the session that a child on a pseudo-terminal runs in. It sends the signals that it is told, reports what happens to the
/// child, and when the one it works for is gone without a word, ends the child and gives the person's terminal back.
/// It never reads the order, and so holds no value.
/// </summary>
internal static unsafe class SessionMonitor
{
    /// <summary>Does all that.</summary>
    /// <param name="orders">The stage's.</param>
    /// <param name="errors">The stage's.</param>
    /// <param name="control">Where the words come from: a signal's number, or 0 for good-bye.</param>
    /// <param name="reports">Takes the reports: kind and value, 4 bytes each.</param>
    /// <param name="terminal">The person's terminal, a descriptor beyond the standard ones, or -1.</param>
    public static void Run(int orders, int errors, int control, int reports, int terminal)
    {
        Descriptors.SetInherited(control, false);
        Descriptors.SetInherited(reports, false);
        Descriptors.SetInherited(terminal, false);
        byte* before = stackalloc byte[Unix.TerminalSize];
        bool restore = terminal >= 0 && Unix.GetTerminal(terminal, before) == 0;
        Report(reports, new RunEvent(RunEventKind.Wake));
        // The session's own signals: HUP, INT, QUIT, TSTP, TTIN, TTOU. The stage gets them back.
        foreach (int signal in (ReadOnlySpan<int>)[1, Unix.Interrupt, Unix.Quit, Unix.TerminalStop, 21, 22])
            _ = Unix.SetSignal(signal, Libc.IgnoreHandler);
        RunEvents events = new();
        DirectChild child = DirectChild.StartStage(orders, errors, [-1, -1, -1], ownGroup: true, events);
        LetGo();
        new Thread(() => Forward(events, reports), 256 * 1024) { IsBackground = true, Name = "reports" }.Start();

        Span<byte> word = stackalloc byte[1];
        while (Descriptors.ReadAll(control, word))
        {
            if (word[0] == 0)
                return;
            int signal = word[0] & ~MonitoredChild.ToGroup;
            child.Send(signal, toGroup: (word[0] & MonitoredChild.ToGroup) != 0);
        }
        if (restore)
            _ = Unix.SetTerminal(terminal, 0, before);
        // As a program that is killed itself; its own children hear that the terminal has gone.
        child.Send(Unix.Kill, toGroup: false);
    }

    /// <summary>A terminal is at its end when nobody has it open any more, so we must not; nor a pipe that somebody waits for the end of.</summary>
    private static void LetGo()
    {
        const int ReadWrite = 2;
        int nothing = Unix.Open("/dev/null", ReadWrite);
        for (int descriptor = 0; descriptor <= 2; descriptor++)
            _ = Unix.Duplicate(nothing, descriptor);
        _ = Unix.Close(nothing);
    }

    private static void Forward(RunEvents events, int reports)
    {
        while (events.Take() is { } one)
        {
            Report(reports, one);
            if (one.Kind == RunEventKind.Ended)
                return;
        }
    }

    private static void Report(int reports, RunEvent one)
    {
        Span<int> report = [(int)one.Kind, one.Value];
        Descriptors.Write(reports, MemoryMarshal.AsBytes(report));
    }
}
