namespace Secrets.Tui.Terminal.Unix;

/// <summary>What a terminal is told at the beginning and at the end (xterm's control sequences; unknown ones are ignored).</summary>
internal static class ScreenSequences
{
    /// <summary>The alternate screen, clicks and wheel with large coordinates, marks around a paste, no cursor, no wrapping.</summary>
    public static ReadOnlySpan<byte> Enter => "\e[?1049h\e[?1000h\e[?1006h\e[?2004h\e[?25l\e[?7l\e[0m\e[2J"u8;

    /// <summary>All that back. The screen is cleared first, for terminals that have no other one or keep it.</summary>
    public static ReadOnlySpan<byte> Leave => "\e[?2026l\e[0m\e[2J\e[H\e[?7h\e[?2004l\e[?1006l\e[?1000l\e[?25h\e[?1049l"u8;
}
