using System.Runtime.InteropServices;

namespace Secrets.Tui.Launch.Children;

/// <summary>The person's terminal, while a child works on a pseudo-terminal: raw, so that every key reaches the child's.</summary>
internal sealed unsafe class OuterTerminal
{
    private readonly byte[] _before = new byte[Unix.TerminalSize];
    private readonly int _descriptor;

    /// <param name="descriptor">The terminal.</param>
    public OuterTerminal(int descriptor)
    {
        _descriptor = descriptor;
        Remember();
    }

    /// <summary>Whether our process group may use it now.</summary>
    public bool IsOurs => Unix.ForegroundGroup(_descriptor) == Unix.OwnGroup();

    /// <summary>Whether it is raw now.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>Gives the settings to another terminal.</summary>
    public void CopyTo(int other)
    {
        fixed (byte* settings = _before)
            _ = Unix.SetTerminal(other, 0, settings);
    }

    /// <summary>Takes it, where it is ours.</summary>
    public void Take()
    {
        if (IsRaw || !IsOurs)
            return;
        // A shell may have changed it while we were stopped.
        Remember();
        byte* raw = stackalloc byte[Unix.TerminalSize];
        _before.CopyTo(new Span<byte>(raw, Unix.TerminalSize));
        Unix.MakeRaw(raw);
        IsRaw = Set(raw);
    }

    /// <summary>Gives it back as it was.</summary>
    public void Restore()
    {
        if (!IsRaw)
            return;
        fixed (byte* settings = _before)
            Set(settings);
        IsRaw = false;
    }

    private void Remember()
    {
        fixed (byte* settings = _before)
            _ = Unix.GetTerminal(_descriptor, settings);
    }

    private bool Set(byte* settings)
    {
        const int AfterOutput = 1;
        while (Unix.SetTerminal(_descriptor, AfterOutput, settings) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Unix.EINTR)
                return false;
        }
        return true;
    }
}
