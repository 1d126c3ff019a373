namespace Secrets.Tui.Terminal.Cells;

/// <summary>Writes the change from one style to another: Select Graphic Rendition (ECMA-48, 8.3.117), and only when something changes.</summary>
/// <param name="depth">The colours that the terminal has; richer ones become their nearest.</param>
internal sealed class StyleWriter(ColorDepth depth)
{
    private Style? _current;

    /// <summary>Nothing is known any more of what the terminal has set.</summary>
    public void Forget() => _current = null;

    public void Write(AnsiBuffer output, Style style)
    {
        if (_current == style)
            return;
        _current = style;
        output.Add("\e[0"u8);
        if (style.Attributes.HasFlag(TextAttributes.Bold))
            output.Add(";1"u8);
        if (style.Attributes.HasFlag(TextAttributes.Dim))
            output.Add(";2"u8);
        if (style.Attributes.HasFlag(TextAttributes.Underline))
            output.Add(";4"u8);
        if (style.Attributes.HasFlag(TextAttributes.Reverse))
            output.Add(";7"u8);
        if (depth != ColorDepth.Mono)
        {
            WriteColor(output, style.Foreground, 30);
            WriteColor(output, style.Background, 40);
        }
        output.Add("m"u8);
    }

    /// <param name="output">Where to.</param>
    /// <param name="color">The colour.</param>
    /// <param name="first">The number of its first colour: 30 for text, 40 for the background.</param>
    private void WriteColor(AnsiBuffer output, Color color, int first)
    {
        if (color.IsDefault)
            return;
        if (!color.IsRgb)
            WriteAnsi(output, color.Index, first);
        else if (depth == ColorDepth.TrueColor)
            output.Add(";"u8).Add(first + 8).Add(";2;"u8).Add(color.Red).Add(";"u8).Add(color.Green).Add(";"u8).Add(color.Blue);
        else if (depth == ColorDepth.Palette256)
            output.Add(";"u8).Add(first + 8).Add(";5;"u8).Add(Palette.Nearest256(color));
        else
            WriteAnsi(output, Palette.Nearest16(color), first);
    }

    /// <summary>The bright eight have numbers of their own, 60 above the plain ones.</summary>
    private static void WriteAnsi(AnsiBuffer output, int index, int first) =>
        output.Add(";"u8).Add(index < 8 ? first + index : first + 60 + index - 8);
}
