using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Everything about one secret; its value only while it is revealed.</summary>
internal static class DetailsPane
{
    private const int LabelWidth = 14;

    private const int ReferenceColumn = 9;

    /// <summary>So many uses are shown; the audit log has all.</summary>
    private const int MostUses = 4;

    /// <summary>Wide enough for facts and references side by side.</summary>
    private const int TwoColumns = 76;

    /// <summary>Draws it, and returns the lines that all of it takes.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="model">The screen's model.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="top">How many lines are scrolled away.</param>
    public static int Draw(Canvas canvas, ScreenViewModel model, SecretEntry secret, int top = 0)
    {
        if (canvas.Width >= TwoColumns)
        {
            int half = canvas.Width - 38;
            int facts = DrawFacts(canvas.Part(0, 0, half - 2, canvas.Height), -top, model, secret);
            return Math.Max(facts, DrawReferences(canvas.Part(half, 0, canvas.Width - half, canvas.Height), -top, secret)) + top;
        }
        int y = DrawFacts(canvas, -top, model, secret);
        return DrawReferences(canvas, y + 1, secret) + top;
    }

    private static int DrawFacts(Canvas canvas, int y, ScreenViewModel model, SecretEntry secret)
    {
        Theme theme = canvas.Theme;
        y = DrawValue(canvas, y, model, secret);
        if (model.Secrets.BaseOf(secret.Name) is { } environment)
            y = Fact(canvas, y, "Inherited", $"from {model.Secrets.Scope with { Environment = environment }}", theme.Accent);
        else if (model.Secrets.Inheritance.Find(secret.Name) is { } beneath)
            y = Fact(canvas, y, "Above", Beneath(secret, beneath), theme.Base);
        y = Fact(canvas, y, "Description", secret.Description, theme.Base);
        y = Fact(canvas, y, "Template", secret.References switch { null => null, [] => "refers to nothing", { } names => $"of {string.Join(", ", names)}" }, theme.Accent);
        y = Fact(canvas, y, "Tags", secret.Tags is { Count: > 0 } tags ? string.Join("  ", tags) : null, theme.Accent);
        y = Fact(canvas, y, "Version", secret.Version == 0 ? secret.Status : $"{SecretsTable.Version(secret)}, {secret.Status}", theme.Base);
        y = Fact(canvas, y, "Digest", secret.Digest ?? "pending until the vault is unlocked", theme.Muted);
        y = Fact(canvas, y, "Updated", Times.Moment(secret.UpdatedAt, model.Time), theme.Base);
        if (secret.CreatedAt != secret.UpdatedAt)
            y = Fact(canvas, y, "Created", Times.Moment(secret.CreatedAt, model.Time), theme.Base);
        if (secret.ExpiresAt is { } expires)
            y = Fact(canvas, y, "Expires", ExpiresText(expires, model.Time), SecretsTable.DueStyle(secret, model.Time.GetUtcNow(), theme));
        return DrawUses(canvas, y, model, secret);
    }

    /// <summary>Where it is used, as soon as that is known.</summary>
    private static int DrawUses(Canvas canvas, int y, ScreenViewModel model, SecretEntry secret)
    {
        if (model.Uses.Of(secret.Name) is not { } known)
            return y;
        for (int i = 0; i < Math.Min(MostUses, known.Uses.Count); i++)
            y = Fact(canvas, y, i == 0 ? "Used" : "", UseText.Of(known.Uses[i], model.Secrets.Scope, model.Time), canvas.Theme.Base);
        return known.Uses.Count > 0 ? y
            : Fact(canvas, y, "Used", known.Since is { } since ? $"not since {Times.Moment(since, model.Time)}" : "never yet", canvas.Theme.Muted);
    }

    /// <summary>The one of a base that is of the same name.</summary>
    private static string Beneath(SecretEntry secret, (string Environment, SecretEntry Secret) beneath) =>
        $"{beneath.Environment}, {SecretsTable.Version(beneath.Secret)}{(secret.Version == 0 ? ", which runs get until the deploy" : "")}";

    private static int DrawValue(Canvas canvas, int y, ScreenViewModel model, SecretEntry secret)
    {
        Theme theme = canvas.Theme;
        if (model.Reveal.Name != secret.Name || model.Reveal.Value is not { } value)
        {
            string hint = secret.WriteOnly ? "for runs alone, never read back" : model.Vault.IsLocked ? $"{SecretsTable.Mask}  locked: u unlocks" : $"{SecretsTable.Mask}  r reveals";
            return Fact(canvas, y, "Value", hint, theme.Muted);
        }
        using RevealedText text = new(value);
        y = Fact(canvas, y, "Value", $"{(text.IsText ? "shown" : "no text, shown as hex")} for {model.Reveal.SecondsLeft} s", theme.Warning);
        return y + text.Draw(canvas.Part(1, 0, canvas.Width - 2, canvas.Height), y);
    }

    private static int DrawReferences(Canvas canvas, int y, SecretEntry secret)
    {
        canvas.Text(1, y++, "Refer to it as", canvas.Theme.Header);
        foreach (SecretReference reference in SecretReference.AllOf(secret.Name))
            y = DrawReference(canvas, y, reference);
        return y;
    }

    /// <summary>Broken exactly at the width: a space too many would make another reference of it.</summary>
    private static int DrawReference(Canvas canvas, int y, SecretReference reference)
    {
        canvas.Text(1, y, reference.Where, canvas.Theme.Muted);
        foreach (Range line in TextWrap.Exact(reference.Text, canvas.Width - ReferenceColumn, mostLines: 10))
            canvas.Text(ReferenceColumn, y++, reference.Text.AsSpan()[line], canvas.Theme.Base);
        return y;
    }

    private static string ExpiresText(DateTimeOffset expires, TimeProvider time) =>
        expires <= time.GetUtcNow() ? $"expired {Times.Moment(expires, time)}" : Times.Moment(expires, time);

    /// <summary>A label and its text, on as many lines as it needs; nothing when there is no text.</summary>
    public static int Fact(Canvas canvas, int y, string label, string? text, Style style)
    {
        if (string.IsNullOrEmpty(text))
            return y;
        canvas.Text(1, y, label, canvas.Theme.Muted);
        foreach (string line in TextWrap.Words(text, canvas.Width - LabelWidth))
            canvas.Text(LabelWidth, y++, line, style);
        return y;
    }
}
