using System.Text;
using Secrets.Tests.Architecture;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;

namespace Secrets.Tests.Tui.Views;

/// <summary>Screens kept as text under Golden/. <c>SECRETS_UPDATE_GOLDEN=1</c> writes them anew; then somebody looks at the difference.</summary>
internal static class Golden
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("SECRETS_UPDATE_GOLDEN") == "1";

    private static string Folder => Path.Combine(Repository.Root, "tests/Tui/Views/Golden");

    /// <summary>The kept screen, or what is to be kept.</summary>
    public static string Kept(string name, string actual)
    {
        string file = Path.Combine(Folder, name + ".txt");
        if (IsUpdating)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, actual);
        }
        return File.Exists(file) ? File.ReadAllText(file) : "(not kept yet)";
    }

    /// <summary>The text of a frame, one line a row, with bars that show the spaces at its end.</summary>
    public static string Text(Frame frame)
    {
        StringBuilder text = new();
        for (int y = 0; y < frame.Height; y++)
            text.Append(frame.Row(y)).Append('\n');
        return text.ToString();
    }

    /// <summary>The attributes of a frame, one letter a cell: b bold, d dim, u underlined, r reversed, and capitals for r with another.</summary>
    public static string Attributes(Frame frame) => Map(frame, style => style.Attributes switch
    {
        TextAttributes.None => '.',
        TextAttributes.Bold => 'b',
        TextAttributes.Dim => 'd',
        TextAttributes.Underline => 'u',
        TextAttributes.Reverse => 'r',
        TextAttributes.Reverse | TextAttributes.Bold => 'B',
        TextAttributes.Bold | TextAttributes.Underline => 'U',
        TextAttributes.Dim | TextAttributes.Underline => 'D',
        _ => '?',
    });

    /// <summary>The roles that a theme gave to the cells of a frame, one letter each; <c>?</c> for a style that no role has.</summary>
    public static string Roles(Frame frame, Theme theme)
    {
        (char Letter, string Name, Style Style)[] roles = RolesOf(theme);
        return Map(frame, style => Array.Find(roles, role => role.Style == style) is { Name: not null } role ? role.Letter : '?');
    }

    /// <summary>What a theme makes of each role: its letter, its name, text and background, attributes.</summary>
    public static string Legend(Theme theme) => string.Concat(RolesOf(theme).Select(role =>
        $"{role.Letter}  {role.Name,-28}{ColorText(role.Style.Foreground),-8} on {ColorText(role.Style.Background),-8}{(role.Style.Attributes == TextAttributes.None ? "" : "  " + role.Style.Attributes.ToString().ToLowerInvariant())}".TrimEnd() + "\n"));

    /// <summary>The roles, the more important of two with the same style first.</summary>
    private static (char Letter, string Name, Style Style)[] RolesOf(Theme theme) =>
    [
        ('.', "text", theme.Base), ('m', "muted", theme.Muted), ('a', "accent", theme.Accent), ('o', "border", theme.Border),
        ('O', "border with the keys", theme.FocusedBorder), ('h', "heading", theme.Header), ('t', "title", theme.Title), ('T', "title with the keys", theme.FocusedTitle),
        ('s', "selection", theme.Selection), ('i', "selection without the keys", theme.InactiveSelection),
        ('-', "bar", theme.Bar), ('k', "key in a bar", theme.BarKey), ('S', "badge", theme.Badge), ('f', "field", theme.Field),
        ('p', "placeholder", theme.Placeholder), ('g', "good", theme.Good), ('w', "warning", theme.Warning), ('x', "bad", theme.Bad),
        ('M', "match", theme.Match), ('V', "revealed", theme.Revealed),
        ('G', "good in a bar", theme.Good.On(theme.Bar)), ('W', "warning in a bar", theme.Warning.On(theme.Bar)),
        ('X', "bad in a bar", theme.Bad.On(theme.Bar)), ('A', "accent in a bar", theme.Accent.On(theme.Bar)),
        ('U', "match in the selection", theme.Selection.With(TextAttributes.Underline)),
        ('I', "match without the keys", theme.InactiveSelection.With(TextAttributes.Underline)),
        ('Y', "missing name", theme.Bad.With(TextAttributes.Underline)),
    ];

    private static string ColorText(Color color) =>
        color.IsDefault ? "default" : color.IsRgb ? $"{color.Red:x2}{color.Green:x2}{color.Blue:x2}" : $"colour {color.Index}";

    private static string Map(Frame frame, Func<Style, char> letter)
    {
        StringBuilder map = new();
        for (int y = 0; y < frame.Height; y++)
        {
            StringBuilder row = new();
            for (int x = 0; x < frame.Width; x++)
                row.Append(letter(frame[x, y].Style));
            map.Append(row.ToString().TrimEnd('.')).Append('\n');
        }
        return map.ToString();
    }
}
