using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Who used what, and what opens the vault, from the list.</summary>
internal sealed class AccessActions(ScreenViewModel model, ScreenLoop loop, Toast toast)
{
    public void ShowAudit() => loop.Open(new AuditLayer(model));

    public void ShowAccess() => loop.Start(async () =>
    {
        IReadOnlyList<SlotEntry> slots = await model.Access.LoadAsync().ConfigureAwait(true);
        loop.Open(new AccessLayer(model, toast, slots));
    });
}
