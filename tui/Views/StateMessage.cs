using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What stands in the list's place when there are no rows: what it is, and what to press next.</summary>
internal static class StateMessage
{
    public static void Draw(Canvas canvas, ScreenViewModel model)
    {
        Theme theme = canvas.Theme;
        SecretsViewModel secrets = model.Secrets;
        (string title, Style style, string[] more) = secrets.State switch
        {
            ListState.Loading => ("Connecting to the daemon…", theme.Muted, Array.Empty<string>()),
            ListState.Away => ("The daemon does not answer", theme.Bad, [Why(model), "It is looked for every second.", "R starts it   q quits"]),
            ListState.NoVault => ("There is no vault yet", theme.Accent, ["i makes one, with a passphrase of yours"]),
            ListState.Failed => ("The secrets cannot be read", theme.Bad, [secrets.Failure?.Message ?? "", InShell(secrets.Failure?.Hint), "R tries again"]),
            ListState.Empty => ("No secrets yet", theme.Accent, ["n makes the first", "or paste a value to begin with it", secrets.ShowsInherited ? "" : "b shows what is inherited"]),
            ListState.NoMatch => ($"Nothing matches {secrets.Filter.Text}", theme.Warning, ["esc shows all again"]),
            _ => ("", theme.Base, []),
        };
        string[] lines = [.. more.Where(line => line.Length > 0).SelectMany(line => TextWrap.Words(line, Math.Max(10, canvas.Width - 4)))];
        int y = Math.Max(0, (canvas.Height - lines.Length - 2) / 2);
        canvas.Centered(y, title, style);
        for (int i = 0; i < lines.Length; i++)
            canvas.Centered(y + 2 + i, lines[i], theme.Base);
    }

    /// <summary>An advice that is a command is one for a shell.</summary>
    private static string InShell(string? advice) => advice is null ? "" : advice.StartsWith("secrets ", StringComparison.Ordinal) ? $"in a shell: {advice}" : advice;

    /// <summary>What went wrong, where it is more than that nobody answers.</summary>
    private static string Why(ScreenViewModel model) =>
        model.Link.Reason is { } reason && reason.Message != "the daemon does not answer" ? reason.Message : "";
}
