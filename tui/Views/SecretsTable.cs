using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The columns of the list. The description says least in a line, and goes first when it gets narrow.</summary>
internal static class SecretsTable
{
    public const string Mask = "••••••••";

    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public static Table<SecretEntry> Create(ScreenViewModel model) => new(
        secret => secret.Name,
        [
            new("NAME", secret => secret.Name, 16, 48)
            {
                IsSearched = true,
                Style = (secret, theme) => model.Secrets.BaseOf(secret.Name) is null ? theme.Base : theme.Muted,
            },
            new("VALUE", Value, 8, 8, DropOrder: 7) { Style = (_, theme) => theme.Muted, IsLuxury = true },
            new("DIGEST", Digest, 8, 8, DropOrder: 8) { Style = (_, theme) => theme.Muted, IsLuxury = true },
            new("STATUS", secret => secret.Status, 6, 11, DropOrder: 2) { Style = StatusStyle },
            new("FROM", secret => model.Secrets.BaseOf(secret.Name) ?? "", 6, 16, DropOrder: 4) { Style = (_, theme) => theme.Muted, IsHiddenWhenEmpty = true },
            new("VER", Version, 4, 5, DropOrder: 5),
            new("AGE", secret => Times.Short(model.Time.GetUtcNow() - secret.UpdatedAt), 4, 4, DropOrder: 1),
            new("EXPIRES", secret => Times.Due(secret.ExpiresAt, model.Time.GetUtcNow()), 7, 7, DropOrder: 3)
            {
                Style = (secret, theme) => DueStyle(secret, model.Time.GetUtcNow(), theme),
                IsHiddenWhenEmpty = true,
            },
            new("DESCRIPTION", secret => secret.Description ?? "", 12, 60, DropOrder: 9) { IsSearched = true, IsHiddenWhenEmpty = true, IsLuxury = true },
        ])
    {
        Sign = (secret, theme) => SignOf(model, secret, theme),
        IsMarked = secret => model.Secrets.Marks.Has(secret.Name),
        FindMatches = text => model.Secrets.Filter.Matches(text),
    };

    /// <summary>The live version, or that there is none yet.</summary>
    public static string Version(SecretEntry secret) => secret.Version == 0 ? "–" : $"v{secret.Version}";

    /// <summary>Looks different in the last week, and when it is over.</summary>
    public static Style DueStyle(SecretEntry secret, DateTimeOffset now, Theme theme) => secret.ExpiresAt switch
    {
        { } time when time <= now => theme.Bad,
        { } time when time - now < Soon => theme.Warning,
        _ => theme.Base,
    };

    /// <summary>What has to be seen where there is no room for its column: that it is due, or inherited.</summary>
    private static (string Text, Style Style)? SignOf(ScreenViewModel model, SecretEntry secret, Theme theme)
    {
        DateTimeOffset now = model.Time.GetUtcNow();
        if (secret.ExpiresAt is { } time && time - now < Soon)
            return ("!", DueStyle(secret, now, theme));
        return model.Secrets.BaseOf(secret.Name) is null ? null : ("↑", theme.Muted);
    }

    /// <summary>Never the value: only what it is, and whether it can be shown at all.</summary>
    private static string Value(SecretEntry secret) => secret.WriteOnly ? "run only" : secret.References is null ? Mask : "template";

    private static string Digest(SecretEntry secret) => secret.Digest is { } digest ? digest[..Math.Min(8, digest.Length)] : "pending";

    private static Style StatusStyle(SecretEntry secret, Theme theme) => secret.Status == "live" ? theme.Good : theme.Warning;
}
