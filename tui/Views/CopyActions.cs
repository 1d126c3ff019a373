using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Takes the marked secrets, or the selected one, to another environment, or gives it another name. No value is shown.</summary>
internal sealed class CopyActions(ScreenViewModel model, ScreenLoop loop, Toast toast, ScopeActions scopes, Func<SecretEntry?> selected)
{
    public void Copy() => Take(move: false);

    public void Move() => Take(move: true);

    public void Rename()
    {
        if (selected() is { } secret)
            loop.Open(new RenameLayer(model, toast, secret.Name));
    }

    private void Take(bool move)
    {
        if (selected() is not { } secret)
            return;
        IReadOnlyList<string> names = model.Secrets.MarkedOr(secret.Name);
        string what = names.Count == 1 ? names[0] : SecretActions.Count(names.Count);
        scopes.Choose($"{(move ? "Move" : "Copy")} {what} to", choice => Start(names, what, choice.Scope, replace: false, move), canMake: false);
    }

    private void Start(IReadOnlyList<string> names, string what, SecretScope to, bool replace, bool move) => loop.Start(async () =>
    {
        try
        {
            await model.Secrets.CopyAsync(names, to, replace, move).ConfigureAwait(true);
            toast.Show($"{what} {(move ? "moved" : "copied")} to {to}", ToastKind.Good);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Conflict && !replace)
        {
            loop.Open(new PickerLayer(
                exception.Message,
                [
                    new PickerItem("Leave what is there", "", () => { }),
                    new PickerItem("Put these above it, as new versions", "", () => Start(names, what, to, replace: true, move)),
                ]));
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            model.Vault.SetLocked(true);
            loop.Open(new UnlockLayer(model, toast, () => Start(names, what, to, replace, move)));
        }
    });
}
