using System.Globalization;
using System.Text;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>
/// What one cluster of a text becomes on the screen. Every cell goes through here, so that no control, no change of direction and
/// nothing invisible of the data can reach the terminal: each becomes a visible mark of one cell.
/// </summary>
internal static class Glyph
{
    /// <summary>Combining characters beyond this are dropped: a hundred of them on one letter paint over the neighbours.</summary>
    private const int LongestCluster = 24;

    private const int EmojiPresentation = 0xFE0F;
    private const int Keycap = 0x20E3;

    /// <summary>The cells that a cluster takes: 1 or 2.</summary>
    public static int Width(ReadOnlySpan<char> cluster) => TrueWidth(cluster) switch
    {
        2 => 2,
        _ => 1,
    };

    /// <summary>The text to send for a cluster, and its cells. A terminal without Unicode gets a stand-in of the same width.</summary>
    public static string Of(ReadOnlySpan<char> cluster, bool unicode, out int width)
    {
        width = TrueWidth(cluster);
        if (width == 0)
        {
            width = 1;
            return Mark(cluster[0], unicode);
        }
        if (!unicode && !Ascii.IsValid(cluster))
            return AsciiGlyphs.For(cluster, width);
        return GlyphCache.Text(cluster.Length > LongestCluster ? cluster[..Whole(cluster)] : cluster);
    }

    /// <summary>0 for what must not or cannot be drawn.</summary>
    private static int TrueWidth(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1 && char.IsAscii(cluster[0]))
            return cluster[0] is >= ' ' and <= '~' ? 1 : 0;
        int width = 0;
        int first = 0;
        int flags = 0;
        while (cluster.Length > 0)
        {
            if (Rune.DecodeFromUtf16(cluster, out Rune rune, out int used) != System.Buffers.OperationStatus.Done || IsUnsafe(rune))
                return 0;
            cluster = cluster[used..];
            first = first == 0 ? rune.Value : first;
            if (rune.Value is >= 0x1F1E6 and <= 0x1F1FF && ++flags == 2)
                width = 2;
            else if ((rune.Value == EmojiPresentation && first >= 0xA9) || rune.Value == Keycap)
                width = width == 0 ? 0 : 2;
            else
                width = Math.Max(width, Width(rune));
        }
        return width;
    }

    private static int Width(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        // Hangul's medial and final letters join the one before them.
        if (rune.Value is >= 0x1160 and <= 0x11FF)
            return 0;
        return WideRanges.Contains(rune.Value) ? 2 : 1;
    }

    /// <summary>Controls, line ends and all that turns the direction of a text: by these a value could move the cursor or pose as another.</summary>
    private static bool IsUnsafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB);

    private static string Mark(char character, bool unicode) => (character, unicode) switch
    {
        ('\n' or '\r', true) => "⏎",
        ('\t', true) => "→",
        ('\n' or '\r', false) => "|",
        ('\t', false) => ">",
        ( < ' ', true) => GlyphCache.Text([(char)('\u2400' + character)]),
        ('\u007f', true) => "␡",
        (_, true) => "\ufffd",
        _ => "?",
    };

    /// <summary>The largest length within the limit that cuts no pair of surrogates.</summary>
    private static int Whole(ReadOnlySpan<char> cluster) => char.IsHighSurrogate(cluster[LongestCluster - 1]) ? LongestCluster - 1 : LongestCluster;
}
