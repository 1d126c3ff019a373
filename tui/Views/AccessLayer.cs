using System.Globalization;
using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What opens the vault: its keyslots, and how they change.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says that it worked.</param>
/// <param name="slots">The slots, at least one.</param>
internal sealed class AccessLayer(ScreenViewModel model, Toast toast, IReadOnlyList<SlotEntry> slots) : ListDialogLayer
{
    private IReadOnlyList<SlotEntry> _slots = slots;
    private string? _error;

    protected override string Title => "What opens the vault";

    protected override int Count => _slots.Count;

    protected override FormNote Note => this switch
    {
        { _error: { } error } => new FormNote(error, ToastKind.Bad),
        _ when _slots.All(slot => slot.Source == KeySource.Passphrase) => new FormNote("no recovery key: a forgotten passphrase could not be helped", ToastKind.Warning),
        _ when !_slots.Any(slot => slot.Source == KeySource.Recovery) => new FormNote("no recovery key, to keep on paper: n makes one", ToastKind.Warning),
        _ => new FormNote($"any one of the {_slots.Count} opens it; key files are added by secrets slot add"),
    };

    private bool HasPassphrase => _slots.Any(slot => slot.Source == KeySource.Passphrase);

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["p"], "Change the passphrase", "Access", ChangePassphrase) { Hint = "change passphrase" },
        new(["n"], "Make a recovery key", "Access", MakeRecovery) { Hint = "new recovery key" },
        new(["d"], "Remove this key", "Access", Remove) { Hint = "remove" },
        .. Movement,
        new(["esc", "q"], "Close", "Access", Close) { Hint = "close", IsPinned = true },
    ];

    /// <summary>What people call a kind of key.</summary>
    public static string Kind(KeySource source) => source switch
    {
        KeySource.Passphrase => "passphrase",
        KeySource.KeyFile => "key file",
        KeySource.Recovery => "recovery key",
        _ => "of a newer release",
    };

    protected override (string Text, Style Style) RowAt(int index, Theme theme, int width)
    {
        SlotEntry slot = _slots[index];
        DateTimeOffset now = model.Time.GetUtcNow();
        string used = slot.LastUsedAt is { } last ? $"used {Age(last)}" : "never used";
        string number = slot.Id.ToString(CultureInfo.InvariantCulture);
        return ($"{number,-4}{Kind(slot.Source),-14}{$"set {Age(slot.CreatedAt)}",-14}{used,-15}{slot.Label}", theme.Base);

        string Age(DateTimeOffset then) => now - then < TimeSpan.FromSeconds(1) ? "just now" : $"{Times.Short(now - then)} ago";
    }

    protected override void OnMoved() => _error = null;

    private void ChangePassphrase() => WithPassphrase("secrets passphrase", () => Loop.Open(new PassphraseLayer(model, toast, Reload)));

    private void MakeRecovery() => WithPassphrase("secrets recovery", () => Loop.Open(new ProofLayer(
        "Make a recovery key",
        "It opens the vault where the passphrase is forgotten, and is shown once.",
        typed: null,
        verb: "make it",
        async passphrase =>
        {
            RecoveryReply reply = await model.Access.MakeRecoveryAsync(passphrase).ConfigureAwait(true);
            Loop.Open(new RecoveryKeyLayer(reply));
            Reload();
        })));

    private void Remove()
    {
        if (_slots.Count == 1)
        {
            _error = "the last way to open the vault cannot be removed";
            return;
        }
        SlotEntry slot = _slots[Selected];
        string wanted = slot.Label ?? Kind(slot.Source);
        WithPassphrase($"secrets slot remove {slot.Id}", () => Loop.Open(new ProofLayer(
            "Remove a key",
            $"The {Kind(slot.Source)} of slot {slot.Id}{(slot.Label is null ? "" : $", {slot.Label},")} will no longer open the vault. This cannot be undone.",
            wanted,
            "remove",
            async passphrase =>
            {
                await model.Access.RemoveAsync(passphrase, slot.Id).ConfigureAwait(true);
                toast.Show($"slot {slot.Id} removed", ToastKind.Good);
                Reload();
            })));
    }

    /// <summary>The proof of who may do this is typed here; a key file is not, so the command line is named.</summary>
    private void WithPassphrase(string command, Action action)
    {
        _error = HasPassphrase ? null : $"no passphrase opens this vault: {command}";
        if (_error is null)
            action();
    }

    private void Reload() => Loop.Start(async () => _slots = await model.Access.LoadAsync().ConfigureAwait(true));
}
