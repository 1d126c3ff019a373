using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal;

/// <summary>A style for each role. The defaults are without colour; nothing is ever told by colour alone.</summary>
/// <param name="Name">What people call it.</param>
internal sealed record Theme(string Name)
{
    private static readonly Style Bold = Style.Plain.With(TextAttributes.Bold);
    private static readonly Style Faint = Style.Plain.With(TextAttributes.Dim);
    private static readonly Style Reversed = Style.Plain.With(TextAttributes.Reverse);

    /// <summary>Text, and everywhere that nothing stands.</summary>
    public Style Base { get; init; } = Style.Plain;

    /// <summary>Labels and what matters less.</summary>
    public Style Muted { get; init; } = Faint;

    public Style Accent { get; init; } = Bold;

    public Style Border { get; init; } = Faint;

    public Style FocusedBorder { get; init; } = Style.Plain;

    public Style Title { get; init; } = Style.Plain;

    public Style FocusedTitle { get; init; } = Bold;

    /// <summary>The names of columns.</summary>
    public Style Header { get; init; } = Bold;

    public Style Selection { get; init; } = Reversed;

    /// <summary>The selected row of a list that does not have the keys.</summary>
    public Style InactiveSelection { get; init; } = Bold;

    /// <summary>The first and the last row.</summary>
    public Style Bar { get; init; } = Style.Plain;

    /// <summary>A key named in a bar.</summary>
    public Style BarKey { get; init; } = Bold;

    /// <summary>The program's name at the beginning of the first row.</summary>
    public Style Badge { get; init; } = Reversed.With(TextAttributes.Bold);

    /// <summary>Where one can type.</summary>
    public Style Field { get; init; } = Style.Plain.With(TextAttributes.Underline);

    /// <summary>What an empty field suggests.</summary>
    public Style Placeholder { get; init; } = Faint.With(TextAttributes.Underline);

    public Style Good { get; init; } = Bold;

    public Style Warning { get; init; } = Bold;

    public Style Bad { get; init; } = Bold.With(TextAttributes.Reverse);

    /// <summary>The part of a text that was searched for.</summary>
    public Style Match { get; init; } = Bold.With(TextAttributes.Underline);

    /// <summary>A value, for as long as it is revealed.</summary>
    public Style Revealed { get; init; } = Bold;
}
