using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Takes the marked secrets, or the selected one, to another environment, or gives it another name. No value is shown.</summary>
internal sealed class CopyActions(ScreenViewModel model, ScreenLoop loop, Toast toast, ScopeActions scopes, InheritedActions inherited, Func<SecretEntry?> selected)
{
    public void Copy() => Take(move: false);

    public void Move()
    {
        if (model.Secrets.Marks.Count > 0)
            Take(move: true);
        else if (selected() is { } secret)
            inherited.WithOwn(secret, () => Take(move: true));
    }

    public void Rename()
    {
        if (selected() is { } secret)
            inherited.WithOwn(secret, () => loop.Open(new RenameLayer(model, toast, secret.Name)));
    }

    private void Take(bool move)
    {
        if (selected() is not { } secret)
            return;
        IReadOnlyList<string> names = model.Secrets.MarkedOr(secret.Name);
        string what = names.Count == 1 ? names[0] : SecretActions.Count(names.Count);
        // Marks are on own ones only; what is copied alone may be inherited.
        SecretScope from = model.Secrets.Marks.Count > 0 ? model.Secrets.Scope : model.Secrets.ScopeOf(secret.Name);
        scopes.Choose($"{(move ? "Move" : "Copy")} {what} to", choice => Start(names, what, (from, choice.Scope), replace: false, move), canMake: false);
    }

    private void Start(IReadOnlyList<string> names, string what, (SecretScope From, SecretScope To) way, bool replace, bool move) => loop.Start(async () =>
    {
        try
        {
            await model.Secrets.CopyAsync(names, way.From, way.To, replace, move).ConfigureAwait(true);
            toast.Show($"{what} {(move ? "moved" : "copied")} to {way.To}", ToastKind.Good);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Conflict && !replace)
        {
            loop.Open(new PickerLayer(
                exception.Message,
                [
                    new PickerItem("Leave what is there", "", () => { }),
                    new PickerItem("Put these above it, as new versions", "", () => Start(names, what, way, replace: true, move)),
                ]));
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            model.Vault.SetLocked(true);
            loop.Open(new UnlockLayer(model, toast, () => Start(names, what, way, replace, move)));
        }
    });
}
