using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What a deploy would change, values masked: to deploy or to discard.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="changes">What is staged, at least one.</param>
internal sealed class StagedLayer(ScreenViewModel model, Toast toast, IReadOnlyList<StagedChange> changes) : ListDialogLayer
{
    private const int Roomy = 44;

    private string? _error;

    protected override string Title => $"Staged in {model.Secrets.Scope}";

    protected override int Count => changes.Count;

    protected override FormNote Note => _error is null
        ? new FormNote($"{SecretActions.Count(changes.Count)}: all of them go live at once, or none; runs see nothing of it before")
        : new FormNote(_error, ToastKind.Bad);

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["D"], "Deploy all of it", "Staged", () => Do(model.Versions.DeployAsync, "deployed")) { Hint = "deploy" },
        new(["X"], "Discard all of it", "Staged", () => Do(model.Versions.DiscardAsync, "discarded")) { Hint = "discard" },
        .. Movement,
        new(["esc", "q"], "Close", "Staged", Close) { Hint = "close", IsPinned = true },
    ];

    protected override (string Text, Style Style) RowAt(int index, Theme theme, int width)
    {
        StagedChange change = changes[index];
        (string sign, string what, Style style) = change switch
        {
            { IsRemoval: true } => ("-", $"v{change.From} removed", theme.Bad),
            { From: 0 } => ("+", $"new, v{change.To}", theme.Good),
            _ => ("~", $"v{change.From} → v{change.To}", theme.Warning),
        };
        string value = Mask(change);
        // A narrow screen has room for the name and what happens to it, and for the value only where it says something.
        string rest = width >= Roomy ? $"{what,-12} {value}" : value == SecretsTable.Mask ? what : $"{what} {value}".TrimEnd();
        int nameWidth = Math.Max(8, width - 4 - (width >= Roomy ? 26 : Graphemes.Width(rest)));
        string name = Graphemes.Fit(change.Name, nameWidth);
        string gap = new(' ', Math.Max(0, nameWidth - Graphemes.Width(name)));
        return ($"{sign} {name}{gap} {rest}", style);
    }

    /// <summary>Whether the value is another one can be told without showing either.</summary>
    private static string Mask(StagedChange change) => change switch
    {
        { IsRemoval: true } => "",
        { From: > 0, FromDigest: { } from, ToDigest: { } to } when from == to => "same value",
        _ => SecretsTable.Mask,
    };

    private void Do(Func<Task<StagingReply>> action, string done) => Loop.Start(async () =>
    {
        try
        {
            StagingReply reply = await action().ConfigureAwait(true);
            Close();
            toast.Show($"{SecretActions.Count(reply.Secrets.Count)} {done}; z takes that back", ToastKind.Good);
        }
        catch (SecretsException exception)
        {
            _error = exception.Message;
        }
    });
}
