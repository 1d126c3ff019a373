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
        loop.Open(new HistoryLayer(model, toast, secret.Name, versions, model.Secrets.BaseOf(secret.Name)));
    });

    public void ShowStaged() => loop.Start(async () =>
    {
        IReadOnlyList<StagedChange> changes = await model.Versions.LoadStagedAsync().ConfigureAwait(true);
        if (changes.Count == 0)
            toast.Show("nothing is staged");
        else
            loop.Open(new StagedLayer(model, toast, changes));
    });

    /// <summary>Takes the last change back.</summary>
    public void Undo() => loop.Start(async () =>
    {
        UndoReply reply = await model.Versions.UndoAsync().ConfigureAwait(true);
        toast.Show($"undone: {reply.Change} of {What(reply)}; Z does it again", ToastKind.Good);
    });

    /// <summary>Makes a change again that was taken back.</summary>
    public void Redo() => loop.Start(async () =>
    {
        UndoReply reply = await model.Versions.RedoAsync().ConfigureAwait(true);
        toast.Show($"done again: {reply.Change} of {What(reply)}", ToastKind.Good);
    });

    private static string What(UndoReply reply) => reply.Secrets.Count == 1 ? reply.Secrets[0].Name : SecretActions.Count(reply.Secrets.Count);
}
