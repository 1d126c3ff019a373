using System.Runtime.InteropServices;

namespace Secrets.Tui.Commands.Io;

/// <summary>
/// A terminal that shows nothing of what is typed, until Dispose. A signal that ends or stops the process restores it first;
/// when the process goes on, it is hidden again and the question asked again.
/// </summary>
internal sealed class HiddenTerminal : IDisposable
{
    private static readonly int StopSignal = OperatingSystem.IsMacOS() ? 18 : 20;

    private readonly DescriptorStream _terminal;
    private readonly TerminalSettings _before;
    private readonly TerminalSettings _hidden;
    private readonly string _question;
    private readonly bool _pasteMode;
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _changing = new();
    private bool _ended;
    private int _restarted;

    /// <summary>Hides it, and asks.</summary>
    /// <param name="terminal">A terminal.</param>
    /// <param name="before">Its settings.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="pasteMode">Whether it knows how to mark a pasted text.</param>
    public HiddenTerminal(DescriptorStream terminal, TerminalSettings before, string question, bool pasteMode)
    {
        (_terminal, _before, _hidden, _question, _pasteMode) = (terminal, before, before.Hidden(), question, pasteMode);
        // Before anything is hidden, so that there is no moment in which a signal would leave it so.
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Leave),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Leave),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Leave),
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, Continue),
        ];
        Hide();
    }

    /// <summary>True once for each time that the question was asked again: what was typed before is void.</summary>
    public bool TakeRestart() => Interlocked.Exchange(ref _restarted, 0) != 0;

    public void Dispose()
    {
        lock (_changing)
        {
            if (!_ended)
                Show();
            _ended = true;
        }
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    /// <summary>The signal's own effect, the end, follows when this returns.</summary>
    private void Leave(PosixSignalContext context)
    {
        lock (_changing)
        {
            if (!_ended)
                Show();
        }
    }

    /// <summary>The runtime does not stop us for this signal; the kernel does, unless there is no shell that could continue us.</summary>
    private void Stop(PosixSignalContext context)
    {
        lock (_changing)
        {
            if (_ended)
                return;
            Show();
            Posix.RaiseByDefault(StopSignal);
            Volatile.Write(ref _restarted, 1);
            Hide();
        }
    }

    /// <summary>Also after a STOP, of which nobody was told. Cancelled, because the runtime would show again what is typed.</summary>
    private void Continue(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_changing)
        {
            // The question may have been asked again already, and the answer be there.
            if (!_ended)
                _hidden.ApplyTo(_terminal.Descriptor, keepsInput: true);
        }
    }

    private void Hide()
    {
        _hidden.ApplyTo(_terminal.Descriptor);
        Write(_pasteMode ? $"\x1b[?2004h{_question}" : _question);
    }

    private void Show()
    {
        Write(_pasteMode ? "\x1b[?2004l\n" : "\n");
        _before.ApplyTo(_terminal.Descriptor);
    }

    private void Write(string text)
    {
        try
        {
            _terminal.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // The terminal is gone; there is nobody to show anything to, and reading will say so.
        }
    }
}
