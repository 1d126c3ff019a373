using Secrets.Tui.Commands.Io;

namespace Secrets.Tui.Commands;

/// <summary>Columns of text, two spaces apart. On a terminal that is too narrow the last column is cut.</summary>
/// <param name="headings">The first line.</param>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <summary>Adds a line.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it.</summary>
    public void Write(Output output)
    {
        int last = headings.Length - 1;
        int[] widths = new int[last];
        foreach (string[] row in _rows)
        {
            for (int i = 0; i < last; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }
        int left = output.Width is { } width ? Math.Max(width - widths.Sum() - 2 * last, headings[last].Length) : int.MaxValue;
        foreach (string[] row in _rows)
        {
            for (int i = 0; i < last; i++)
            {
                output.Write(row[i]);
                // No blanks at the end of a line.
                bool isLast = true;
                for (int j = i + 1; j <= last; j++)
                    isLast &= row[j].Length == 0;
                if (!isLast)
                    output.Write(new string(' ', widths[i] - row[i].Length + 2));
            }
            output.WriteLine(Printable.Cut(row[last], left));
        }
    }
}
