using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>The terminal's own colour, one of its 16, or one of 24 bits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Color
{
    private const int RgbMark = 1 << 24;

    private readonly int _value;

    private Color(int value) => _value = value;

    /// <summary>What the terminal itself takes for text or background.</summary>
    public static Color Default => new(-1);

    /// <summary>Whether the terminal decides.</summary>
    public bool IsDefault => _value < 0;

    /// <summary>Whether this is a colour of 24 bits.</summary>
    public bool IsRgb => _value >= RgbMark;

    /// <summary>The number of a palette colour, 0 to 15.</summary>
    public int Index => _value;

    public byte Red => (byte)(_value >> 16);

    public byte Green => (byte)(_value >> 8);

    public byte Blue => (byte)_value;

    /// <summary>One of the 16: 0 to 7, and 8 to 15 for their bright sisters.</summary>
    public static Color Ansi(int index) => new(index);

    /// <summary>A colour written as 0xRRGGBB.</summary>
    public static Color Rgb(int value) => new(RgbMark | value);

    /// <summary>The relative luminance of a colour of 24 bits, 0 (black) to 1 (white), as the Web Content Accessibility Guidelines 2.1 define it.</summary>
    public static double Luminance(Color color) =>
        (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

    private static double Linear(byte channel)
    {
        double share = channel / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
