using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tui.Terminal;

/// <summary>What a terminal can show, as its environment tells.</summary>
/// <param name="Colors">How many colours.</param>
/// <param name="Unicode">Whether it shows more than ASCII.</param>
/// <param name="AnswersColors">Whether it can be asked for its background; older ones would print the question.</param>
/// <param name="LightBackground">Whether its background is light, as far as that is known at the start.</param>
internal sealed record TerminalAbilities(ColorDepth Colors, bool Unicode, bool AnswersColors = false, bool LightBackground = false)
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Reads <c>TERM</c>, <c>COLORTERM</c>, <c>NO_COLOR</c>, <c>COLORFGBG</c> and the locale.</summary>
    /// <param name="variable">Reads an environment variable, null when unset.</param>
    public static TerminalAbilities From(Func<string, string?> variable)
    {
        ColorDepth colors = ColorsOf(variable);
        return new TerminalAbilities(colors, IsUtf8(variable), colors >= ColorDepth.Palette256, HasLightBackground(variable("COLORFGBG")));
    }

    private static ColorDepth ColorsOf(Func<string, string?> variable)
    {
        // no-color.org: any value but the empty one.
        if (variable("NO_COLOR") is { Length: > 0 })
            return ColorDepth.Mono;
        string term = variable("TERM") ?? "";
        if (variable("COLORTERM") is "truecolor" or "24bit" || term.EndsWith("-direct", StringComparison.Ordinal))
            return ColorDepth.TrueColor;
        if (term.Contains("256color", StringComparison.Ordinal))
            return ColorDepth.Palette256;
        bool colorless = term.StartsWith("vt", StringComparison.Ordinal) || term.EndsWith("-m", StringComparison.Ordinal) || term.EndsWith("-mono", StringComparison.Ordinal);
        return colorless ? ColorDepth.Mono : ColorDepth.Ansi16;
    }

    /// <summary>The first of the three that is set decides (POSIX.1-2017, Base Definitions, section 8.2).</summary>
    private static bool IsUtf8(Func<string, string?> variable)
    {
        string locale = LocaleVariables.Select(variable).FirstOrDefault(value => value is { Length: > 0 }) ?? "";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary><c>COLORFGBG</c> ends with the number of the background among the 16 colours: 7 and the bright ones are light.</summary>
    private static bool HasLightBackground(string? colors) =>
        int.TryParse(colors?.Split(';')[^1], out int background) && background is 7 or (>= 9 and <= 15);
}
