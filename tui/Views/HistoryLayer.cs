using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The versions of a secret, and the way back to one of them. No value is shown.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="name">The secret.</param>
/// <param name="versions">Its versions, newest first.</param>
/// <param name="from">The environment that it is inherited from; null for an own one.</param>
internal sealed class HistoryLayer(ScreenViewModel model, Toast toast, string name, IReadOnlyList<VersionEntry> versions, string? from) : ListDialogLayer
{
    private const int LeastDescription = 8;

    private int _asked = -1;
    private string? _error;

    protected override string Title => from is null ? $"History of {name}" : $"History of {name} in {from}";

    protected override int Count => versions.Count;

    protected override FormNote Note => this switch
    {
        { _error: { } error } => new FormNote(error, ToastKind.Bad),
        { _asked: >= 0 } => new FormNote($"enter once more makes the value of v{versions[_asked].Version} a new version, v{versions[0].Version + 1}", ToastKind.Warning),
        _ => new FormNote($"{versions.Count} version{(versions.Count == 1 ? "" : "s")}; rolling back adds one and loses none"),
    };

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["enter"], "Roll back to this version", "History", RollBack) { Hint = "roll back" },
        .. Movement,
        new(["esc", "q"], "Close", "History", Close) { Hint = "close", IsPinned = true },
    ];

    protected override void OnMoved() => (_asked, _error) = (-1, null);

    protected override (string Text, Style Style) RowAt(int index, Theme theme, int width)
    {
        VersionEntry version = versions[index];
        string state = version switch
        {
            { Live: true } => "live",
            { Staged: true } => "staged",
            { Kind: "deletion" } => "deleted",
            _ => "",
        };
        string digest = version.Digest is { } known ? known[..Math.Min(8, known.Length)] : version.Kind == "deletion" ? "" : "pending";
        string age = Times.Short(model.Time.GetUtcNow() - version.CreatedAt);
        string facts = $"{$"v{version.Version}",-6}{state,-9}{age,-6}{digest,-10}";
        string text = width - facts.Length >= LeastDescription ? facts + version.Description : facts.TrimEnd();
        return (text, version.Live ? theme.Good : version.Staged ? theme.Warning : theme.Base);
    }

    private void RollBack()
    {
        if (_asked == Selected)
        {
            Loop.Start(RollBackAsync);
            return;
        }
        _error = versions[Selected] switch
        {
            _ when from is not null => $"it is inherited: s goes to {from}, where it can be rolled back",
            { Live: true } => "this one is live already",
            { Kind: "deletion" } => "a deletion has no value; d deletes",
            _ => null,
        };
        _asked = _error is null ? Selected : -1;
    }

    private async Task RollBackAsync()
    {
        int to = versions[_asked].Version;
        try
        {
            int made = await model.Versions.RollBackAsync(name, to).ConfigureAwait(true);
            Close();
            toast.Show($"{name}: v{to} is back as v{made}; z takes that back", ToastKind.Good);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            model.Vault.SetLocked(true);
            Loop.Open(new UnlockLayer(model, toast, () => Loop.Start(RollBackAsync)));
        }
        catch (SecretsException exception)
        {
            (_asked, _error) = (-1, exception.Message);
        }
    }
}
