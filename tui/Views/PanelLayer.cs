using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Input;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>Another whole screen than the list, with the same first and last row, and a way back.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="toast">Says how things went.</param>
internal abstract class PanelLayer(ScreenViewModel model, Toast toast) : Layer
{
    private CommandTable? _commands;

    public sealed override bool IsDialog => false;

    /// <summary>What can be done here.</summary>
    public CommandTable Commands => _commands ??= new CommandTable(DefineCommands());

    protected ScreenViewModel Model => model;

    protected Toast Toast => toast;

    /// <summary>The commands whose hints stand in the last row now.</summary>
    protected virtual CommandTable HintedCommands => Commands;

    /// <summary>What every panel has.</summary>
    protected IEnumerable<KeyCommand> CommonCommands =>
    [
        new([":", "ctrl+p"], "Find a command", "Screen", OpenPalette) { Hint = "commands" },
        new(["?", "f1"], "Help", "Screen", () => Loop.Open(new HelpLayer("Keys", Commands))) { Hint = "help" },
    ];

    public override void OnKey(Key key)
    {
        if (Commands.TryRun(key))
            return;
        toast.Show(Commands.Find(key) is { } command ? $"{key}: {command.Title.ToLowerInvariant()} — not now" : $"{key} means nothing here; ? tells the keys");
    }

    public sealed override void Draw(Canvas canvas)
    {
        if (TooSmall.Draw(canvas))
            return;
        TitleBar.Draw(canvas.Line(0), model);
        DrawBody(canvas.Part(0, 1, canvas.Width, canvas.Height - 2));
        Canvas bottom = canvas.Line(canvas.Height - 1);
        if (toast.Draw(bottom))
            return;
        bottom.Fill(bottom.Theme.Bar);
        HintBar.Draw(bottom, 1, HintedCommands.Hints, bottom.Theme.BarKey, bottom.Theme.Bar);
    }

    protected abstract IEnumerable<KeyCommand> DefineCommands();

    /// <summary>Draws what stands between the first and the last row.</summary>
    protected abstract void DrawBody(Canvas canvas);

    private void OpenPalette() => Loop.Open(new PickerLayer(
        "Commands",
        [.. Commands.Commands.Where(command => !command.IsMovement && command.IsAvailable).Select(command => new PickerItem(command.Title, command.Keys[0], command.Run))]));
}
