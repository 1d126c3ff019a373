using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>History, staging and undo from the list.</summary>
internal sealed class VersionActions(ScreenViewModel model, ScreenLoop loop, Toast toast, Func<SecretEntry?> selected)
{
    public void ShowHistory() => loop.Start(async () =>
    {
        if (selected() is not { } secret)
            return;
        IReadOnlyList<VersionEntry> versions = await model.Versions.LoadAsync(secret.Name).ConfigureAwait(true);
        loop.Open(new HistoryLayer(model, toast, secret.Name, versions));
    });

    public void ShowStaged() => loop.Start(async () =>
    {
        IReadOnlyList<StagedChange> changes = await model.Versions.LoadStagedAsync().ConfigureAwait(true);
        if (changes.Count == 0)
            toast.Show("nothing is staged");
        else
            loop.Open(new StagedLayer(model, toast, changes));
    });

    /// <summary>Takes the last change back; after an undo, that one.</summary>
    public void Undo() => loop.Start(async () =>
    {
        UndoReply reply = await model.Versions.UndoAsync().ConfigureAwait(true);
        string what = reply.Secrets.Count == 1 ? reply.Secrets[0].Name : SecretActions.Count(reply.Secrets.Count);
        toast.Show(reply.Redone ? $"done again: {reply.Change} of {what}" : $"undone: {reply.Change} of {what}; z does it again", ToastKind.Good);
    });
}
