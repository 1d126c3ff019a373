namespace Secrets.Tui.Terminal.Widgets;

/// <summary>Divides the width of a table among its columns.</summary>
internal static class ColumnLayout
{
    public const int Gap = 2;

    /// <summary>The width of each column, 0 for one that is dropped.</summary>
    /// <param name="least">What each needs at least.</param>
    /// <param name="wanted">What its texts would fill.</param>
    /// <param name="dropOrder">The highest goes first, 0 stays.</param>
    /// <param name="firstLuxury">Columns with this number or a higher one go before the most important one has to be cut.</param>
    /// <param name="available">The width of the table.</param>
    public static int[] Divide(IReadOnlyList<int> least, IReadOnlyList<int> wanted, IReadOnlyList<int> dropOrder, int firstLuxury, int available)
    {
        int[] widths = [.. least];
        int cut = Enumerable.Range(0, widths.Length).Where(column => dropOrder[column] == 0).Sum(column => wanted[column] - least[column]);
        while (LastToDrop(widths, dropOrder) is { } column && Total(widths) + (dropOrder[column] >= firstLuxury ? cut : 0) > available)
            widths[column] = 0;
        // What is left goes to the most important first.
        int left = available - Total(widths);
        foreach (int column in Enumerable.Range(0, widths.Length).Where(column => widths[column] > 0).OrderBy(column => dropOrder[column]))
        {
            int more = Math.Clamp(wanted[column] - widths[column], 0, Math.Max(0, left));
            widths[column] += more;
            left -= more;
        }
        return widths;
    }

    private static int Total(int[] widths) => widths.Sum() + (Gap * Math.Max(0, widths.Count(width => width > 0) - 1));

    private static int? LastToDrop(int[] widths, IReadOnlyList<int> dropOrder)
    {
        int last = -1;
        for (int column = 0; column < widths.Length; column++)
        {
            if (widths[column] > 0 && dropOrder[column] > 0 && (last < 0 || dropOrder[column] > dropOrder[last]))
                last = column;
        }
        return last < 0 ? null : last;
    }
}
