using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal;

/// <summary>The five themes, and which of them a terminal gets when nobody chose.</summary>
internal static class Themes
{
    public static Theme Dark { get; } = new ThemeColors(
        Background: 0x16181d,
        Text: 0xd7dae0,
        Muted: 0x9299a6,
        Border: 0x3c424e,
        Accent: 0x7cc4f5,
        OnAccent: 0x10202c,
        Raised: 0x262b34,
        Bar: 0x20242c,
        Good: 0x8fd18a,
        Warning: 0xf0c674,
        Bad: 0xff8a85,
        Match: 0xf5d76e).Mix("dark");

    public static Theme Light { get; } = new ThemeColors(
        Background: 0xfbfbfa,
        Text: 0x24292f,
        Muted: 0x5d646e,
        Border: 0xc3c8cf,
        Accent: 0x0a5fa8,
        OnAccent: 0xffffff,
        Raised: 0xe9ecf0,
        Bar: 0xeceef1,
        Good: 0x1a6b2b,
        Warning: 0x8a5200,
        Bad: 0xb3201b,
        Match: 0x7c4700).Mix("light");

    /// <summary>Black, white and pure colours: at least 7 to 1 everywhere.</summary>
    public static Theme Contrast { get; } = new ThemeColors(
        Background: 0x000000,
        Text: 0xffffff,
        Muted: 0xe0e0e0,
        Border: 0xffffff,
        Accent: 0xffff00,
        OnAccent: 0x000000,
        Raised: 0x262626,
        Bar: 0x000000,
        Good: 0x5cff5c,
        Warning: 0xffc800,
        Bad: 0xff9a9a,
        Match: 0x00ffff).Mix("contrast");

    /// <summary>The 16 colours that the person chose for the terminal, on its own background.</summary>
    public static Theme Ansi { get; } = new("ansi")
    {
        Accent = Of(6, TextAttributes.Bold),
        FocusedBorder = Of(6),
        FocusedTitle = Of(6, TextAttributes.Bold),
        Header = Style.Plain.With(TextAttributes.Bold),
        Selection = new Style(Color.Ansi(0), Color.Ansi(6)),
        Badge = new Style(Color.Ansi(0), Color.Ansi(6)),
        BarKey = Of(6, TextAttributes.Bold),
        Good = Of(2),
        Warning = Of(3, TextAttributes.Bold),
        Bad = Of(1, TextAttributes.Bold),
        Match = Of(3, TextAttributes.Bold | TextAttributes.Underline),
        Revealed = Of(3, TextAttributes.Bold),
    };

    public static Theme Mono { get; } = new("mono");

    public static IReadOnlyList<Theme> All { get; } = [Dark, Light, Contrast, Ansi, Mono];

    /// <summary>The theme of this name, or null.</summary>
    public static Theme? Named(string? name) => All.FirstOrDefault(theme => theme.Name == name);

    public static Theme For(TerminalAbilities abilities) => abilities.Colors switch
    {
        ColorDepth.Mono => Mono,
        ColorDepth.Ansi16 => Ansi,
        _ => abilities.LightBackground ? Light : Dark,
    };

    /// <summary>Light or dark, whichever a background is nearer to.</summary>
    public static Theme For(Color background) => Color.Luminance(background) > 0.18 ? Light : Dark;

    private static Style Of(int color, TextAttributes attributes = TextAttributes.None) => new(Color.Ansi(color), Color.Default, attributes);
}
