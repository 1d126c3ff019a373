using Secrets.Tui.Launch.Masking;

namespace Secrets.Tui.Launch.Children;

/// <summary>Carries what a child prints to where it should go, masked. A thread of its own waits for it.</summary>
internal sealed class OutputPump
{
    private const int BufferSize = 1 << 16;

    /// <summary>So long is held back what may be the beginning of a secret, in milliseconds.</summary>
    private const int Patience = 30;

    private readonly int _from;
    private readonly Func<ReadOnlySpan<byte>, bool> _write;
    private readonly MaskPatterns _patterns;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;
    private readonly Thread _thread;
    private volatile bool _finishing;

    /// <summary>Begins.</summary>
    /// <param name="from">The end of a pipe or of a pseudo-terminal; closed at the end.</param>
    /// <param name="write">Writes; false where nobody takes it any more.</param>
    /// <param name="patterns">What is masked.</param>
    public OutputPump(int from, Func<ReadOnlySpan<byte>, bool> write, MaskPatterns patterns)
    {
        _from = from;
        _write = write;
        _patterns = patterns;
        (_wakeRead, _wakeWrite) = Descriptors.Pipe();
        _thread = new Thread(Run, 256 * 1024) { IsBackground = true, Name = "output" };
        _thread.Start();
    }

    /// <summary>
    /// The child has ended: carries what it left, and ends. Whoever holds the other end after it (a process that it left in the background) is not
    /// waited for.
    /// </summary>
    public void Finish()
    {
        _finishing = true;
        _ = Unix.Close(_wakeWrite);
        _thread.Join();
    }

    private void Run()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
        using StreamMasker masker = new(_patterns);
        bool open = true;
        while (open)
        {
            bool finishing = _finishing;
            (bool readable, bool woken) = Descriptors.WaitForEither(_from, finishing ? -1 : _wakeRead, finishing ? 0 : masker.IsHolding ? Patience : -1);
            if (readable)
            {
                int count = Descriptors.Read(_from, buffer);
                open = count > 0 && _write(masker.Take(buffer.AsSpan(0, count)));
            }
            else if (finishing)
            {
                break;
            }
            else if (!woken)
            {
                open = _write(masker.Idle());
            }
        }
        _ = _write(masker.End());
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(buffer);
        // A child that goes on writing gets a SIGPIPE, as it would without us.
        _ = Unix.Close(_from);
        _ = Unix.Close(_wakeRead);
    }
}
