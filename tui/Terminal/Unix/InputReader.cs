using System.Runtime.InteropServices;
using Secrets.Tui.Terminal.Input;

namespace Secrets.Tui.Terminal.Unix;

/// <summary>The thread that reads the terminal. It sleeps without a bound while nobody types.</summary>
internal sealed unsafe class InputReader : IDisposable
{
    private readonly Action<TerminalEvent> _sink;
    private readonly InputParser _parser;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;
    private volatile bool _paused = true;
    private volatile bool _ended;

    public InputReader(Action<TerminalEvent> sink)
    {
        _sink = sink;
        _parser = new InputParser(sink);
        (_wakeRead, _wakeWrite) = Descriptors.Pipe();
        new Thread(Read) { IsBackground = true, Name = "terminal input" }.Start();
    }

    /// <summary>Whether what is typed belongs to somebody else, such as the shell while the job is stopped.</summary>
    public bool Paused
    {
        get => _paused;
        set
        {
            _paused = value;
            Wake();
        }
    }

    /// <summary>The descriptors of the pipe stay open until the process ends: the thread may still look at them.</summary>
    public void Dispose()
    {
        _ended = true;
        Wake();
    }

    private void Read()
    {
        byte[] buffer = GC.AllocateArray<byte>(64 * 1024, pinned: true);
        while (!_ended)
        {
            if (!Wait(out bool hasInput))
                _parser.Flush();
            if (!hasInput || _paused)
                continue;
            int count = Descriptors.Read(Libc.StandardInput, buffer);
            if (count == 0)
            {
                // The terminal is gone. Asking again would spin for ever.
                _sink(new StopEvent(129));
                return;
            }
            if (count > 0)
                _parser.Feed(buffer.AsSpan(0, count));
            buffer.AsSpan(0, Math.Max(0, count)).Clear();
        }
    }

    /// <summary>Sleeps until something is there; false when nothing came for as long as the parser waits.</summary>
    private bool Wait(out bool hasInput)
    {
        PollDescriptor* descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new PollDescriptor { Descriptor = _wakeRead, Events = Libc.PollIn };
        // poll ignores negative descriptors.
        descriptors[1] = new PollDescriptor { Descriptor = _paused ? -1 : Libc.StandardInput, Events = Libc.PollIn };
        int ready = Libc.Poll(descriptors, 2, _parser.Patience is { } patience ? (int)patience.TotalMilliseconds : Timeout.Infinite);
        hasInput = ready > 0 && descriptors[1].Returned != 0;
        if (ready > 0 && descriptors[0].Returned != 0)
        {
            byte ignored;
            _ = Libc.Read(_wakeRead, &ignored, 1);
        }
        return ready != 0 || (ready < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
    }

    private void Wake()
    {
        byte one = 1;
        _ = Libc.Write(_wakeWrite, &one, 1);
    }
}
