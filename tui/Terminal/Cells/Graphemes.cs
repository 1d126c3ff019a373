using System.Globalization;
using System.Text;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>Text as people see it: clusters of characters, and the cells that they take.</summary>
internal static class Graphemes
{
    /// <summary>How far back a cluster can begin. Longer ones exist only as an attack on the display.</summary>
    private const int LongestLookBack = 64;

    /// <summary>The length in characters of the first cluster of a text that is not empty.</summary>
    public static int NextLength(ReadOnlySpan<char> text)
    {
        // Two plain characters in a row never combine (a line end of CR LF does, and is no reason to draw less).
        if (char.IsAscii(text[0]) && (text.Length == 1 || char.IsAscii(text[1])))
            return 1;
        return Math.Max(1, StringInfo.GetNextTextElementLength(text));
    }

    /// <summary>The length in characters of the last cluster of a text that is not empty.</summary>
    public static int PreviousLength(ReadOnlySpan<char> text)
    {
        // A cluster begins anew after each plain character that another follows: from there on forwards.
        int start = text.Length - 1;
        int limit = Math.Max(0, text.Length - LongestLookBack);
        while (start > limit && !(char.IsAscii(text[start]) && char.IsAscii(text[start - 1])))
            start--;
        int last = 1;
        while (start < text.Length)
        {
            last = NextLength(text[start..]);
            start += last;
        }
        return last;
    }

    public static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (; text.Length > 0; count++)
            text = text[NextLength(text)..];
        return count;
    }

    /// <summary>The cells that a text takes when it is drawn; what cannot be drawn counts as the one cell of its mark.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return text.Length;
        int width = 0;
        while (text.Length > 0)
        {
            int length = NextLength(text);
            width += Glyph.Width(text[..length]);
            text = text[length..];
        }
        return width;
    }

    /// <summary>How many characters of a text fit into so many cells.</summary>
    public static int LengthThatFits(ReadOnlySpan<char> text, int cells)
    {
        int length = 0;
        while (length < text.Length)
        {
            int next = NextLength(text[length..]);
            cells -= Glyph.Width(text.Slice(length, next));
            if (cells < 0)
                break;
            length += next;
        }
        return length;
    }

    /// <summary>The text, cut with an ellipsis where it would take more than so many cells.</summary>
    public static string Fit(string text, int cells)
    {
        if (cells <= 0)
            return "";
        if (Width(text) <= cells)
            return text;
        return string.Concat(text.AsSpan(0, LengthThatFits(text, cells - 1)), "…");
    }
}
