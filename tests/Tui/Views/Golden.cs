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

    /// <summary>The roles that a theme gave to the cells of a frame, one letter each.</summary>
    public static string Roles(Frame frame, Theme theme)
    {
        (Style Style, char Letter)[] roles =
        [
            (theme.Base, '.'), (theme.Muted, 'm'), (theme.Accent, 'a'), (theme.Border, 'o'), (theme.FocusedBorder, 'O'), (theme.Header, 'h'),
            (theme.Selection, 's'), (theme.InactiveSelection, 'i'), (theme.Bar, '-'), (theme.BarKey, 'k'), (theme.Badge, 'S'), (theme.Field, 'f'),
            (theme.Placeholder, 'p'), (theme.Good, 'g'), (theme.Warning, 'w'), (theme.Bad, 'x'), (theme.Match, 'M'), (theme.Revealed, 'V'),
            (theme.Good.On(theme.Bar), 'G'), (theme.Warning.On(theme.Bar), 'W'), (theme.Bad.On(theme.Bar), 'X'), (theme.Accent.On(theme.Bar), 'A'),
            (theme.Muted.On(theme.Bar), '-'), (theme.Selection.With(TextAttributes.Underline), 'U'), (theme.InactiveSelection.With(TextAttributes.Underline), 'I'),
        ];
        return Map(frame, style => roles.FirstOrDefault(role => role.Style == style, (Style: style, Letter: '?')).Letter);
    }

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
