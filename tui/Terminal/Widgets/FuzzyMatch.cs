namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Finds texts that contain the letters of a query in their order, not necessarily side by side.</summary>
internal static class FuzzyMatch
{
    /// <summary>How well a text fits, higher is better; null when it does not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="query">The letters; case does not matter, spaces are skipped.</param>
    public static int? Score(string text, string query)
    {
        int score = 0;
        int at = 0;
        int previous = -2;
        foreach (char letter in query)
        {
            if (letter == ' ')
                continue;
            int found = text.AsSpan(at).IndexOf([letter], StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return null;
            found += at;
            // Letters side by side and at the beginnings of words are what people mean.
            if (found == previous + 1)
                score += 5;
            if (found == 0 || !char.IsLetterOrDigit(text[found - 1]))
                score += 8;
            score -= Math.Min(3, found - at);
            previous = found;
            at = found + 1;
        }
        return score;
    }
}
