using System.Globalization;
using System.Text;
using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tests.Tui.Views;

/// <summary>A frame as an SVG picture, cell by cell as a terminal of true colours shows it.</summary>
internal static class Picture
{
    private const double CellWidth = 8.4;
    private const int CellHeight = 18;
    private const int Margin = 8;

    /// <summary>Writes a screen in three themes where somebody wants to look at it.</summary>
    public static void Keep(string name, params ScreenRig[] rigs)
    {
        if (Environment.GetEnvironmentVariable("SECRETS_PICTURES") is not { Length: > 0 } folder)
            return;
        foreach (ScreenRig rig in rigs)
            File.WriteAllText(Path.Combine(folder, $"{name}-{rig.Loop.Theme.Name}.svg"), Of(rig.Loop.Frame, rig.Loop.Theme.Base));
    }

    public static string Of(Frame frame, Style plain)
    {
        StringBuilder svg = new();
        double width = (frame.Width * CellWidth) + (2 * Margin);
        int height = (frame.Height * CellHeight) + (2 * Margin);
        string size = F($"viewBox=\"0 0 {width:0.#} {height}\" width=\"{width:0.#}\" height=\"{height}\"");
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ").Append(size)
            .Append(" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"")
            .Append(Hex(plain.Background, isText: false)).Append("\"/>\n");
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width;)
            {
                int end = x + 1;
                while (end < frame.Width && frame[end, y].Style == frame[x, y].Style)
                    end++;
                Run(svg, frame, x, end, y, plain);
                x = end;
            }
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Cells of one style: their background, their lines, their text.</summary>
    private static void Run(StringBuilder svg, Frame frame, int start, int end, int y, Style plain)
    {
        Style style = frame[start, y].Style;
        bool isReversed = style.Attributes.HasFlag(TextAttributes.Reverse);
        string ink = isReversed ? Hex(style.Background, isText: false) : Hex(style.Foreground, isText: true);
        string paper = isReversed ? Hex(style.Foreground, isText: true) : Hex(style.Background, isText: false);
        int top = Margin + (y * CellHeight);
        if (paper != Hex(plain.Background, isText: false))
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{X(start):0.#}\" y=\"{top}\" width=\"{(end - start) * CellWidth:0.#}\" height=\"{CellHeight}\" fill=\"{paper}\"/>\n");
        StringBuilder lines = new();
        for (int x = start; x < end; x++)
            lines.Append(Line(frame[x, y].Glyph, X(x), top));
        // The spaces of an underlined field have a line, too, and one run of text would not.
        if (style.Attributes.HasFlag(TextAttributes.Underline))
            lines.Append(F($"M{X(start):0.#} {top + 15.5}h{(end - start) * CellWidth:0.#}"));
        if (lines.Length > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{lines}\" fill=\"none\" stroke=\"{ink}\"/>\n");
        for (int x = start; x < end;)
        {
            int stop = x;
            while (stop < end && frame[stop, y].Glyph is { } glyph && glyph != " " && Line(glyph, 0, 0).Length == 0)
                stop++;
            if (stop > x)
                Text(svg, string.Concat(Enumerable.Range(x, stop - x).Select(column => frame[column, y].Glyph)), x, stop - x, top, ink, style.Attributes);
            x = stop + 1;
        }
    }

    private static void Text(StringBuilder svg, string text, int x, int cells, int top, string ink, TextAttributes attributes)
    {
        string weight = attributes.HasFlag(TextAttributes.Bold) ? " font-weight=\"bold\"" : "";
        string dim = attributes.HasFlag(TextAttributes.Dim) ? " fill-opacity=\"0.6\"" : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{X(x):0.#}\" y=\"{top + 13}\" textLength=\"{cells * CellWidth:0.#}\" fill=\"{ink}\"{weight}{dim}>{System.Security.SecurityElement.Escape(text)}</text>\n");
    }

    /// <summary>The path of a character of a border, which no font draws without gaps; empty for any other.</summary>
    private static string Line(string? glyph, double x, int top)
    {
        double middle = x + (CellWidth / 2);
        int half = top + (CellHeight / 2);
        return glyph switch
        {
            "─" => F($"M{x:0.#} {half}h{CellWidth}"),
            "│" => F($"M{middle:0.#} {top}v{CellHeight}"),
            "╭" => F($"M{middle:0.#} {top + CellHeight}V{half + 4}q0 -4 4 -4h{CellWidth / 2}"),
            "╮" => F($"M{x:0.#} {half}q4.2 0 4.2 4V{top + CellHeight}"),
            "╰" => F($"M{middle:0.#} {top}V{half - 4}q0 4 4 4h{CellWidth / 2}"),
            "╯" => F($"M{x:0.#} {half}q4.2 0 4.2 -4V{top}"),
            _ => "",
        };
    }

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double X(int column) => Margin + (column * CellWidth);

    /// <summary>The terminal's own colours are those of a dark one here.</summary>
    private static string Hex(Color color, bool isText) =>
        color.IsDefault ? (isText ? "#d0d0d0" : "#101010") : $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}";
}
