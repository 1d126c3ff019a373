using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Going from one project or environment to another, and making them.</summary>
internal sealed class ScopeActions(ScreenViewModel model, ScreenLoop loop, Toast toast)
{
    /// <summary>Lists every environment to pick one, and what makes a new one.</summary>
    public void Pick() => Choose("Project and environment", scope => loop.Start(() => model.SwitchAsync(scope.Scope)), canMake: true);

    /// <summary>Lists every environment to pick one for something.</summary>
    public void Choose(string title, Action<ScopeChoice> action, bool canMake) => loop.Start(async () =>
    {
        List<PickerItem> items = [];
        foreach (ScopeChoice choice in await model.Scopes.LoadAsync().ConfigureAwait(true))
        {
            if (canMake || choice.Scope != model.Secrets.Scope)
                items.Add(new PickerItem(choice.Scope.ToString(), Note(choice), () => action(choice)));
        }
        if (canMake)
        {
            string project = model.Secrets.Scope.Project;
            items.Add(new PickerItem($"New environment in {project}…", "", () => loop.Open(new NewScopeLayer(model, toast, project))));
            items.Add(new PickerItem("New project…", "", () => loop.Open(new NewScopeLayer(model, toast, null))));
        }
        if (items.Count == 0)
            toast.Show("there is no other environment; s makes one", ToastKind.Warning);
        else
            loop.Open(new PickerLayer(title, items));
    });

    private string Note(ScopeChoice choice)
    {
        // What matters most comes first: a narrow screen cuts the end.
        string here = choice.Scope == model.Secrets.Scope ? "here, " : "";
        string parents = choice.Inherits is { } from ? $"→ {from}, " : "";
        return here + parents + SecretActions.Count(choice.Secrets);
    }
}
