namespace Secrets.Tui.Terminal.Cells;

/// <summary>Breaks text into lines.</summary>
internal static class TextWrap
{
    /// <summary>Breaks between words where that is possible, and within one that is longer than a line. Line ends in the text are kept.</summary>
    public static IReadOnlyList<string> Words(string text, int width)
    {
        List<string> lines = [];
        foreach (string paragraph in text.Split('\n'))
            Break(paragraph, Math.Max(1, width), lines);
        return lines;
    }

    /// <summary>Breaks exactly at the width, as a value has to be read. Line ends are kept; nothing is copied.</summary>
    public static IReadOnlyList<Range> Exact(ReadOnlySpan<char> text, int width, int mostLines)
    {
        List<Range> lines = [];
        foreach (Range line in text.Split('\n'))
        {
            int start = line.Start.Value;
            int end = line.End.Value;
            do
            {
                if (lines.Count == mostLines)
                    return lines;
                // A glyph wider than the whole line is skipped, or it would never end.
                int length = Math.Max(Graphemes.LengthThatFits(text[start..end], width), start < end ? Graphemes.NextLength(text[start..end]) : 0);
                lines.Add(start..(start + length));
                start += length;
            }
            while (start < end);
        }
        return lines;
    }

    private static void Break(string paragraph, int width, List<string> lines)
    {
        string rest = paragraph.TrimEnd();
        while (Graphemes.Width(rest) > width)
        {
            int length = Math.Max(1, Graphemes.LengthThatFits(rest, width));
            int space = length < rest.Length && rest[length] == ' ' ? length : rest.LastIndexOf(' ', length - 1);
            int end = space > 0 ? space : length;
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }
        lines.Add(rest);
    }
}
