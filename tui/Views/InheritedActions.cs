using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What is inherited is changed where it comes from, or defined anew in the environment at hand.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="loop">Where dialogs open.</param>
/// <param name="toast">Says how it went.</param>
/// <param name="select">Selects a name as soon as it is listed.</param>
internal sealed class InheritedActions(ScreenViewModel model, ScreenLoop loop, Toast toast, Action<string> select)
{
    /// <summary>Does something to a secret of the environment's own; for an inherited one it offers what can be done instead.</summary>
    public void WithOwn(SecretEntry secret, Action action)
    {
        if (model.Secrets.BaseOf(secret.Name) is { } environment)
            Offer(secret, environment);
        else
            action();
    }

    /// <summary>Lists what is inherited, or leaves it out.</summary>
    public void Toggle()
    {
        model.Secrets.ToggleInherited();
        toast.Show(model.Secrets.ShowsInherited ? "what is inherited is shown" : "what is inherited is left out; b shows it");
    }

    private void Offer(SecretEntry secret, string environment)
    {
        SecretScope there = model.Secrets.Scope with { Environment = environment };
        loop.Open(new PickerLayer(
            $"{secret.Name} is inherited",
            [
                new PickerItem($"Go to {there}, where it is", "", () => Go(there, secret.Name)),
                new PickerItem($"Define it in {model.Secrets.Scope}, above that one", "", () => loop.Open(new SecretFormLayer(model, toast, null, [], secret))),
            ]));
    }

    private void Go(SecretScope scope, string name) => loop.Start(() =>
    {
        select(name);
        return model.SwitchAsync(scope);
    });
}
