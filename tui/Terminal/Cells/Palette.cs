namespace Secrets.Tui.Terminal.Cells;

/// <summary>The nearest colour for terminals that have fewer.</summary>
internal static class Palette
{
    /// <summary>The colour's number in xterm's palette: a cube of 6x6x6 from 16, then 24 greys from 232.</summary>
    public static int Nearest256(Color color)
    {
        int red = CubeStep(color.Red);
        int green = CubeStep(color.Green);
        int blue = CubeStep(color.Blue);
        int grey = Math.Clamp((((color.Red + color.Green + color.Blue) / 3) - 3) / 10, 0, 23);
        int greyLevel = 8 + (grey * 10);
        int cubeDistance = Distance(color, CubeLevel(red), CubeLevel(green), CubeLevel(blue));
        return Distance(color, greyLevel, greyLevel, greyLevel) < cubeDistance
            ? 232 + grey
            : 16 + (36 * red) + (6 * green) + blue;
    }

    /// <summary>One of the 16. People choose these themselves, so only hue and brightness can be matched.</summary>
    public static int Nearest16(Color color)
    {
        int most = Math.Max(color.Red, Math.Max(color.Green, color.Blue));
        int least = Math.Min(color.Red, Math.Min(color.Green, color.Blue));
        if (most - least < 24)
        {
            return most switch
            {
                < 48 => 0,
                < 128 => 8,
                < 200 => 7,
                _ => 15,
            };
        }
        int middle = (most + least) / 2;
        int hue = (color.Red > middle ? 1 : 0) | (color.Green > middle ? 2 : 0) | (color.Blue > middle ? 4 : 0);
        return most > 170 ? hue + 8 : hue;
    }

    private static int CubeStep(int channel) => channel switch
    {
        < 48 => 0,
        < 115 => 1,
        _ => (channel - 35) / 40,
    };

    private static int CubeLevel(int step) => step == 0 ? 0 : 55 + (step * 40);

    private static int Distance(Color color, int red, int green, int blue) =>
        Square(color.Red - red) + Square(color.Green - green) + Square(color.Blue - blue);

    private static int Square(int value) => value * value;
}
