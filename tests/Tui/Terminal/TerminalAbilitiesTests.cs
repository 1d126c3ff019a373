using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class TerminalAbilitiesTests
{
    [Theory]
    [InlineData("TERM=xterm-256color", "Palette256", true)]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", "TrueColor", true)]
    [InlineData("TERM=xterm-direct", "TrueColor", true)]
    [InlineData("TERM=tmux-256color", "Palette256", true)]
    [InlineData("TERM=screen", "Ansi16", false)]
    [InlineData("TERM=linux", "Ansi16", false)]
    [InlineData("TERM=vt100", "Mono", false)]
    [InlineData("TERM=xterm-256color NO_COLOR=1", "Mono", false)]
    [InlineData("TERM=xterm-256color NO_COLOR=", "Palette256", true)]
    public void The_environment_tells_the_colours(string environment, string colors, bool answers)
    {
        TerminalAbilities abilities = From(environment);
        Assert.Equal(colors, abilities.Colors.ToString());
        Assert.Equal(answers, abilities.AnswersColors);
    }

    [Theory]
    [InlineData("LANG=de_CH.UTF-8", true)]
    [InlineData("LANG=C.utf8", true)]
    [InlineData("LANG=de_CH.UTF-8 LC_ALL=C", false)]
    [InlineData("LC_CTYPE=en_US.UTF-8 LANG=C", true)]
    [InlineData("LANG=de_CH", false)]
    [InlineData("", false)]
    public void The_locale_tells_whether_there_is_Unicode(string environment, bool unicode) => Assert.Equal(unicode, From(environment).Unicode);

    [Theory]
    [InlineData("COLORFGBG=0;15 TERM=xterm-256color", "light")]
    [InlineData("COLORFGBG=15;default;0 TERM=xterm-256color", "dark")]
    [InlineData("TERM=xterm-256color", "dark")]
    [InlineData("TERM=linux", "ansi")]
    [InlineData("TERM=vt100", "mono")]
    public void The_theme_suits_the_terminal(string environment, string theme) => Assert.Equal(theme, Themes.For(From(environment)).Name);

    [Theory]
    [InlineData("dark", 4.5)]
    [InlineData("light", 4.5)]
    [InlineData("contrast", 7)]
    public void Every_text_of_a_theme_can_be_read(string name, double least)
    {
        Theme theme = Themes.Named(name)!;
        (string, Style)[] styles =
        [
            ("base", theme.Base), ("muted", theme.Muted), ("accent", theme.Accent), ("title", theme.Title), ("focused title", theme.FocusedTitle),
            ("header", theme.Header), ("selection", theme.Selection), ("inactive selection", theme.InactiveSelection), ("bar", theme.Bar),
            ("bar key", theme.BarKey), ("badge", theme.Badge), ("field", theme.Field), ("placeholder", theme.Placeholder), ("good", theme.Good),
            ("warning", theme.Warning), ("bad", theme.Bad), ("match", theme.Match), ("revealed", theme.Revealed),
            ("good bar", theme.Good.On(theme.Bar)), ("warning bar", theme.Warning.On(theme.Bar)), ("bad bar", theme.Bad.On(theme.Bar)),
        ];
        Assert.All(styles, entry => Assert.True(Contrast(entry.Item2) >= least, $"{entry.Item1}: {Contrast(entry.Item2):F2}"));
    }

    private static double Contrast(Style style)
    {
        double one = Color.Luminance(style.Foreground);
        double other = Color.Luminance(style.Background);
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    private static TerminalAbilities From(string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return TerminalAbilities.From(variables.GetValueOrDefault);
    }
}
