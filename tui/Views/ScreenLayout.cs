using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Views;

/// <summary>Where list and details stand between the first and the last row.</summary>
/// <param name="List">The list.</param>
/// <param name="Details">The details, or null where there is no room for them (then they open as a dialog) or nothing to tell.</param>
internal sealed record ScreenLayout(Area List, Area? Details)
{
    private const int WideEnough = 100;
    private const int HighEnough = 20;

    public static ScreenLayout For(int width, int height, bool hasDetails)
    {
        if (hasDetails && width >= WideEnough)
        {
            int details = Math.Clamp(width * 2 / 5, 44, 72);
            return new ScreenLayout(new Area(0, 0, width - details, height), new Area(width - details, 0, details, height));
        }
        if (hasDetails && height >= HighEnough && width >= 60)
        {
            int details = Math.Clamp(height * 2 / 5, 9, 14);
            return new ScreenLayout(new Area(0, 0, width, height - details), new Area(0, height - details, width, details));
        }
        return new ScreenLayout(new Area(0, 0, width, height), null);
    }
}
