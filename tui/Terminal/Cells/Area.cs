using System.Runtime.InteropServices;

namespace Secrets.Tui.Terminal.Cells;

/// <summary>A rectangle of cells; the upper left corner of the screen is 0, 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Area(int X, int Y, int Width, int Height)
{
    /// <summary>The first column to the right of it.</summary>
    public int Right => X + Width;

    /// <summary>The first row below it.</summary>
    public int Bottom => Y + Height;

    public bool Contains(int x, int y) => x >= X && y >= Y && x < Right && y < Bottom;

    /// <summary>What both have in common, perhaps nothing.</summary>
    public Area Intersect(Area other)
    {
        int x = Math.Max(X, other.X);
        int y = Math.Max(Y, other.Y);
        return new Area(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }
}
