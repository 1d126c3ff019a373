using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal;

/// <summary>The colours of 24 bits that a theme is mixed from, as 0xRRGGBB.</summary>
internal sealed record ThemeColors(
    int Background,
    int Text,
    int Muted,
    int Border,
    int Accent,
    int OnAccent,
    int Raised,
    int Bar,
    int Good,
    int Warning,
    int Bad,
    int Match)
{
    public Theme Mix(string name) => new(name)
    {
        Base = Of(Text, Background),
        Muted = Of(Muted, Background),
        Accent = Of(Accent, Background, TextAttributes.Bold),
        Border = Of(Border, Background),
        FocusedBorder = Of(Accent, Background),
        Title = Of(Muted, Background),
        FocusedTitle = Of(Accent, Background, TextAttributes.Bold),
        Header = Of(Muted, Background, TextAttributes.Bold),
        Selection = Of(OnAccent, Accent, TextAttributes.Bold),
        InactiveSelection = Of(Text, Raised, TextAttributes.Bold),
        Bar = Of(Muted, Bar),
        BarKey = Of(Accent, Bar, TextAttributes.Bold),
        Badge = Of(OnAccent, Accent, TextAttributes.Bold),
        Field = Of(Text, Raised),
        Placeholder = Of(Muted, Raised),
        Good = Of(Good, Background),
        Warning = Of(Warning, Background, TextAttributes.Bold),
        Bad = Of(Bad, Background, TextAttributes.Bold),
        Match = Of(Match, Background, TextAttributes.Bold | TextAttributes.Underline),
        Revealed = Of(Match, Raised),
    };

    private static Style Of(int text, int background, TextAttributes attributes = TextAttributes.None) =>
        new(Color.Rgb(text), Color.Rgb(background), attributes);
}
