namespace Secrets.Tui.Launch.Children;

/// <summary>Carries what is typed to the child's terminal, while it may: a process in the background must not read.</summary>
internal sealed class InputPump
{
    private readonly int _from;
    private readonly int _to;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;
    private volatile bool _active;
    private volatile bool _ended;

    /// <param name="from">The person's terminal.</param>
    /// <param name="to">The child's.</param>
    /// <param name="active">Whether it may read already.</param>
    public InputPump(int from, int to, bool active)
    {
        (_from, _to, _active) = (from, to, active);
        (_wakeRead, _wakeWrite) = Descriptors.Pipe();
        new Thread(Run, 256 * 1024) { IsBackground = true, Name = "input" }.Start();
    }

    /// <summary>Whether it may read.</summary>
    public void SetActive(bool active)
    {
        _active = active;
        Descriptors.Write(_wakeWrite, [0]);
    }

    /// <summary>Reads no more. What it is reading now may still arrive.</summary>
    public void End()
    {
        _ended = true;
        Descriptors.Write(_wakeWrite, [0]);
    }

    private void Run()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(4096, pinned: true);
        while (true)
        {
            (bool readable, bool woken) = Descriptors.WaitForEither(_active ? _from : -1, _wakeRead, -1);
            if (_ended)
                return;
            if (woken)
            {
                Descriptors.Read(_wakeRead, buffer.AsSpan(0, 64));
                continue;
            }
            int count = readable ? Descriptors.Read(_from, buffer) : 0;
            // What was typed may be a passphrase.
            bool ended = count <= 0 || !Descriptors.Write(_to, buffer.AsSpan(0, count));
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(buffer);
            if (ended)
                return;
        }
    }
}
