using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>The colours and attributes of a cell.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Style(Color Foreground, Color Background, TextAttributes Attributes = TextAttributes.None)
{
    /// <summary>As the terminal would write by itself.</summary>
    public static Style Plain => new(Color.Default, Color.Default);

    public Style With(TextAttributes attributes) => this with { Attributes = Attributes | attributes };

    /// <summary>The same text on another background.</summary>
    public Style On(Style other) => this with { Background = other.Background, Attributes = Attributes | (other.Attributes & TextAttributes.Reverse) };
}
