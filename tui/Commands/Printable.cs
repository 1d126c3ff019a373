using System.Globalization;
using System.Text;

namespace Secrets.Tui.Commands;

/// <summary>Makes stored text fit for a terminal, which control and bidirectional characters would steer.</summary>
internal static class Printable
{
    /// <summary>The text on one line: white space becomes a space, other control characters a question mark.</summary>
    public static string Line(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPlain(text[i]))
                return Cleaned(text);
        }
        return text;
    }

    /// <summary>The text cut to a number of columns, with an ellipsis for what is missing.</summary>
    public static string Cut(string text, int columns) =>
        text.Length <= columns ? text : columns <= 1 ? "…" : string.Concat(text.AsSpan(0, columns - 1), "…");

    private static bool IsPlain(char c) => c is >= ' ' and < '\x7f' || (c > '\x9f' && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    private static string Cleaned(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (char c in text)
            clean.Append(IsPlain(c) ? c : char.IsWhiteSpace(c) ? ' ' : '?');
        return clean.ToString();
    }
}
