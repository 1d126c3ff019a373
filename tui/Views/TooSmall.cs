using Secrets.Tui.Terminal;

namespace Secrets.Tui.Views;

/// <summary>What is said on a screen that is too small for anything else.</summary>
internal static class TooSmall
{
    private const int LeastWidth = 30;
    private const int LeastHeight = 8;

    /// <summary>Says it where that is so; false where there is room.</summary>
    public static bool Draw(Canvas canvas)
    {
        if (canvas.Width >= LeastWidth && canvas.Height >= LeastHeight)
            return false;
        canvas.Centered(canvas.Height / 2, $"{canvas.Width}x{canvas.Height} is too small", canvas.Theme.Warning);
        canvas.Centered((canvas.Height / 2) + 1, $"{LeastWidth}x{LeastHeight} at least", canvas.Theme.Base);
        return true;
    }
}
