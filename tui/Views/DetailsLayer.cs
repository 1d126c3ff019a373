using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>The details of the selected secret on a screen that has no room for them beside the list.</summary>
internal sealed class DetailsLayer(ScreenViewModel model, SecretActions actions) : DialogLayer
{
    private int _top;
    private int _lines;
    private int _height = 1;

    protected override string Title => actions.Selected?.Name ?? "";

    protected override int WantedWidth => 90;

    public override void OnClose() => model.Reveal.Hide();

    protected override IEnumerable<KeyCommand> DefineCommands() =>
    [
        new(["r"], "Reveal or hide the value", "Details", actions.Reveal) { Hint = "reveal" },
        new(["y"], "Copy the value", "Details", actions.Copy) { Hint = "copy" },
        new(["p"], "Copy a reference", "Details", () => CloseAnd(actions.CopyReference)) { Hint = "reference" },
        new(["e"], "Edit", "Details", () => CloseAnd(actions.Edit)) { Hint = "edit" },
        new(["d"], "Delete", "Details", () => CloseAnd(actions.Delete)) { Hint = "delete" },
        new(["u"], "Unlock the vault", "Details", actions.Unlock) { When = () => model.Vault.IsLocked },
        new(["esc", "q", "enter"], "Close", "Details", Close) { Hint = "close", IsPinned = true },
        new(["j", "down"], "Down", "Details", () => Scroll(1)) { IsMovement = true, Hint = "more", HintWhen = () => _top + _height < _lines, IsPinned = true },
        new(["k", "up"], "Up", "Details", () => Scroll(-1)) { IsMovement = true },
    ];

    protected override int WantedHeight(Canvas probe) => actions.Selected is { } secret ? DetailsPane.Draw(probe, model, secret) : 1;

    protected override void DrawBody(Canvas canvas)
    {
        if (actions.Selected is not { } secret)
        {
            // It was deleted elsewhere.
            canvas.Text(0, 0, "it is gone", canvas.Theme.Warning);
            return;
        }
        _height = canvas.Height;
        _top = Math.Clamp(_top, 0, Math.Max(0, _lines - _height));
        _lines = DetailsPane.Draw(canvas, model, secret, _top);
    }

    private void Scroll(int lines) => _top = Math.Clamp(_top + lines, 0, Math.Max(0, _lines - _height));

    private void CloseAnd(Action action)
    {
        Close();
        action();
    }
}
