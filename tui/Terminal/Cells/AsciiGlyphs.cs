namespace Secrets.Tui.Terminal.Cells;

/// <summary>Stand-ins for terminals without Unicode (<c>LC_ALL=C</c>): the signs that the screen itself uses have a likeness, all else is <c>?</c>.</summary>
internal static class AsciiGlyphs
{
    /// <summary>Text of as many plain characters as the glyph has cells.</summary>
    public static string For(ReadOnlySpan<char> cluster, int width) => cluster.Length == 1 ? For(cluster[0], width) : Unknown(width);

    private static string For(char character, int width) => character switch
    {
        '─' or '━' or '–' or '—' => "-",
        '│' or '┃' => "|",
        '╭' or '╮' or '╰' or '╯' or '├' or '┤' or '┬' or '┴' or '┼' => "+",
        '•' => "*",
        '●' => "o",
        '○' => ".",
        '·' => "-",
        '…' => "~",
        '›' or '→' or '▸' => ">",
        '↑' => "^",
        '↓' => "v",
        '▐' or '█' or '▌' => "#",
        '✓' => "+",
        '✗' or '×' => "x",
        '“' or '”' => "\"",
        '’' => "'",
        _ => Unknown(width),
    };

    private static string Unknown(int width) => width == 2 ? "??" : "?";
}
