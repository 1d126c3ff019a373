namespace Secrets.Tui.ViewModels;

/// <summary>
/// Takes the sequences out by which a program steers a terminal (ECMA-48, section 5: colours, titles, moves of the cursor), and makes a
/// line end of each carriage return, so that a progress bar becomes lines. What it is fed may be cut anywhere.
/// </summary>
internal sealed class LogCleaner
{
    private const byte Escape = 0x1b;
    private const byte Bell = 0x07;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1a;

    private State _state;
    private bool _afterReturn;

    private enum State
    {
        Text,

        /// <summary>After ESC, and what may stand between it and the final byte.</summary>
        Escaped,

        /// <summary>After <c>ESC [</c>.</summary>
        Control,

        /// <summary>After <c>ESC ]</c> and its kin, until BEL or <c>ESC \</c>.</summary>
        String,
    }

    /// <summary>Cleans bytes.</summary>
    /// <param name="bytes">What the program printed next.</param>
    /// <param name="clean">Takes what is left, at least as long.</param>
    /// <returns>How much is left.</returns>
    public int Clean(ReadOnlySpan<byte> bytes, Span<byte> clean)
    {
        int length = 0;
        foreach (byte one in bytes)
        {
            // A line's end ends everything: a sequence that is never finished must not hide the rest.
            if (one is (byte)'\n' or (byte)'\r')
            {
                if (!_afterReturn)
                    clean[length++] = (byte)'\n';
                _afterReturn = one == (byte)'\r';
                _state = State.Text;
                continue;
            }
            _afterReturn = false;
            if (Takes(one))
                clean[length++] = one;
        }
        return length;
    }

    /// <summary>Whether a byte is text.</summary>
    private bool Takes(byte one)
    {
        if (one == Escape)
        {
            _state = State.Escaped;
            return false;
        }
        switch (_state)
        {
            case State.Escaped:
                _state = one switch
                {
                    (byte)'[' => State.Control,
                    (byte)']' or (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_' => State.String,
                    >= 0x20 and <= 0x2f => State.Escaped,
                    _ => State.Text,
                };
                // What cannot belong to it is text again.
                return one is < 0x20 or > 0x7e;
            case State.Control when one is >= 0x20 and <= 0x7e:
                if (one >= 0x40)
                    _state = State.Text;
                return false;
            case State.Control:
                _state = State.Text;
                return true;
            case State.String:
                if (one is Bell or Cancel or Substitute)
                    _state = State.Text;
                return false;
            default:
                return true;
        }
    }
}
