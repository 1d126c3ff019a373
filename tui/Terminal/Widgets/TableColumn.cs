using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal.Widgets;

/// <summary>One column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What stands in a row.</param>
/// <param name="MinWidth">Fewer cells make no sense.</param>
/// <param name="MaxWidth">More are not wanted, however long the texts.</param>
/// <param name="DropOrder">When the table gets too narrow the column with the highest number goes first; 0 stays always.</param>
internal sealed record TableColumn<T>(
    string Title,
    Func<T, string> Text,
    int MinWidth,
    int MaxWidth,
    int DropOrder = 0)
{
    /// <summary>The style where it is not the usual one.</summary>
    public Func<T, Theme, Style>? Style { get; init; }

    /// <summary>Whether what was searched for is marked here.</summary>
    public bool IsSearched { get; init; }

    /// <summary>Whether it goes before the first column has to be cut, and not only when there is no room at all.</summary>
    public bool IsLuxury { get; init; }

    /// <summary>Whether it is left out when no row has anything in it.</summary>
    public bool IsHiddenWhenEmpty { get; init; }
}
