using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The first row: where one is, and how it stands with vault, daemon and clipboard.</summary>
internal static class TitleBar
{
    public static void Draw(Canvas line, ScreenViewModel model)
    {
        Theme theme = line.Theme;
        line.Fill(theme.Bar);
        int x = line.Text(0, 0, " secrets ", theme.Badge) + 1;
        (string state, Style style) = State(model, theme);
        string clipboard = model.Clipboard.SecondsLeft > 0 ? $"clipboard {model.Clipboard.SecondsLeft} s   " : "";
        int right = line.Width - Graphemes.Width(clipboard + state) - 1;
        line.Text(x, 0, Place(model, right - x - 2), theme.Bar);
        line.Text(right, 0, clipboard, theme.Warning.On(theme.Bar));
        line.Text(right + Graphemes.Width(clipboard), 0, state, style.On(theme.Bar));
    }

    private static string Place(ScreenViewModel model, int width)
    {
        string scope = model.Secrets.Scope.ToString();
        string parents = string.Concat(model.Parents.Select(parent => $" → {parent}"));
        string marked = model.Secrets.Marks.Count > 0 ? $" · {model.Secrets.Marks.Count} marked" : "";
        string staged = model.Secrets.StagedCount > 0 ? $" · {model.Secrets.StagedCount} staged" : "";
        string[] candidates = [$"{scope}{parents}{Count(model.Secrets)}{staged}{marked}", $"{scope}{Count(model.Secrets)}{staged}{marked}", $"{scope}{Count(model.Secrets)}{marked}", $"{scope}{marked}", scope];
        return candidates.FirstOrDefault(text => Graphemes.Width(text) <= width) ?? Graphemes.Fit(scope, width);
    }

    private static string Count(SecretsViewModel secrets)
    {
        if (secrets.Listed.Count == 0)
            return "";
        if (secrets.Filter.Text.Length > 0)
            return $" · {secrets.Shown.Count} of {secrets.Listed.Count}";
        int inherited = secrets.Listed.Count - secrets.All.Count;
        return $" · {SecretActions.Count(secrets.All.Count)}{(inherited > 0 ? $" + {inherited} inherited" : "")}";
    }

    /// <summary>A sign and a word, so that no colour is needed.</summary>
    private static (string Text, Style Style) State(ScreenViewModel model, Theme theme) => model switch
    {
        { Link.State: LinkState.Connecting } => ("… connecting", theme.Muted),
        { Link.State: LinkState.Away } => ("✗ daemon away", theme.Bad),
        { Vault.IsMissing: true } => ("○ no vault", theme.Warning),
        { Vault.IsLocked: true } => ("○ locked", theme.Warning),
        { Vault.Status: null } => ("… connecting", theme.Muted),
        _ => ("● unlocked", theme.Good),
    };
}
