namespace Secrets.Tui.Terminal.Unix;

/// <summary>The terminal's settings (struct termios, kept as opaque bytes): as they were, and raw.</summary>
internal sealed unsafe class TerminalMode
{
    /// <summary>More than struct termios takes on any system.</summary>
    private const int Size = 256;

    private readonly byte[] _before = new byte[Size];
    private bool _isKnown;

    /// <summary>Makes every key come at once and unchanged. The settings at the first call are those that <see cref="Restore"/> brings back.</summary>
    public void SetRaw()
    {
        fixed (byte* before = _before)
        {
            if (!_isKnown && Libc.GetMode(Libc.StandardInput, before) != 0)
                return;
            _isKnown = true;
        }
        byte[] raw = [.. _before];
        fixed (byte* mode = raw)
        {
            Libc.MakeRaw(mode);
            _ = Libc.SetMode(Libc.StandardInput, Libc.Now, mode);
        }
        fixed (byte* before = _before)
            CrashGuard.Arm(before, ScreenSequences.Leave);
    }

    /// <summary>What was typed and not read is dropped: half a passphrase must not become a command of the shell.</summary>
    public void Restore()
    {
        if (!_isKnown)
            return;
        fixed (byte* before = _before)
            _ = Libc.SetMode(Libc.StandardInput, Libc.AfterFlush, before);
        CrashGuard.Disarm();
    }
}
