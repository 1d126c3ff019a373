namespace Secrets.Tui.Terminal.Cells;

/// <summary>Writes the change from one style to another: Select Graphic Rendition (ECMA-48, 8.3.117), and only what changes.</summary>
/// <param name="depth">The colours that the terminal has; richer ones become their nearest.</param>
internal sealed class StyleWriter(ColorDepth depth)
{
    /// <summary>What shows where there is no character.</summary>
    private const TextAttributes SeenOnBlanks = TextAttributes.Underline | TextAttributes.Reverse;

    private Style? _current;

    /// <summary>Nothing is known any more of what the terminal has set.</summary>
    public void Forget() => _current = null;

    /// <summary>Makes the next character have a style.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="style">The style.</param>
    /// <param name="isBlank">Whether that character is a space, so that nobody sees the colour of its text.</param>
    public void Write(AnsiBuffer output, Style style, bool isBlank = false)
    {
        if (isBlank && _current is { } before && ((before.Attributes | style.Attributes) & SeenOnBlanks) == 0)
            style = before with { Background = style.Background };
        if (_current == style)
            return;
        // Between the parts of a row it is a colour that changes; to set all of a style each time would triple what a frame sends.
        if (_current is { } shown && shown.Attributes == style.Attributes)
            WriteColors(output, shown, style);
        else
            WriteAll(output, style);
        _current = style;
    }

    private void WriteColors(AnsiBuffer output, Style shown, Style style)
    {
        if (depth == ColorDepth.Mono)
            return;
        ReadOnlySpan<byte> before = "\e["u8;
        if (shown.Foreground != style.Foreground)
        {
            WriteColor(output.Add(before), style.Foreground, 30);
            before = ";"u8;
        }
        if (shown.Background != style.Background)
            WriteColor(output.Add(before), style.Background, 40);
        output.Add("m"u8);
    }

    private void WriteAll(AnsiBuffer output, Style style)
    {
        output.Add("\e[0"u8);
        if (style.Attributes.HasFlag(TextAttributes.Bold))
            output.Add(";1"u8);
        if (style.Attributes.HasFlag(TextAttributes.Dim))
            output.Add(";2"u8);
        if (style.Attributes.HasFlag(TextAttributes.Underline))
            output.Add(";4"u8);
        if (style.Attributes.HasFlag(TextAttributes.Reverse))
            output.Add(";7"u8);
        if (depth != ColorDepth.Mono && !style.Foreground.IsDefault)
            WriteColor(output.Add(";"u8), style.Foreground, 30);
        if (depth != ColorDepth.Mono && !style.Background.IsDefault)
            WriteColor(output.Add(";"u8), style.Background, 40);
        output.Add("m"u8);
    }

    /// <param name="output">Where to.</param>
    /// <param name="color">The colour.</param>
    /// <param name="first">The number of its first colour: 30 for text, 40 for the background.</param>
    private void WriteColor(AnsiBuffer output, Color color, int first)
    {
        if (color.IsDefault)
            output.Add(first + 9);
        else if (!color.IsRgb)
            WriteAnsi(output, color.Index, first);
        else if (depth == ColorDepth.TrueColor)
            output.Add(first + 8).Add(";2;"u8).Add(color.Red).Add(";"u8).Add(color.Green).Add(";"u8).Add(color.Blue);
        else if (depth == ColorDepth.Palette256)
            output.Add(first + 8).Add(";5;"u8).Add(Palette.Nearest256(color));
        else
            WriteAnsi(output, Palette.Nearest16(color), first);
    }

    /// <summary>The bright eight have numbers of their own, 60 above the plain ones.</summary>
    private static void WriteAnsi(AnsiBuffer output, int index, int first) =>
        output.Add(index < 8 ? first + index : first + 60 + index - 8);
}
