using Secrets.Shared.Contract;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Widgets;
using Secrets.Tui.ViewModels;

namespace Secrets.Tui.Views;

/// <summary>What can be done with a run, from the list of runs and from a log: the same as the commands do.</summary>
/// <param name="model">The screen's model.</param>
/// <param name="loop">Where dialogs open.</param>
/// <param name="toast">Says how it went.</param>
/// <param name="selected">The run, or null.</param>
internal sealed class RunActions(ScreenViewModel model, ScreenLoop loop, Toast toast, Func<RunEntry?> selected)
{
    public IEnumerable<KeyCommand> Commands =>
    [
        new(["S"], "Stop the run, or what is left of a lost one", "Runs", Stop) { Hint = "stop", When = () => selected() is { CanStop: true } },
        new(["A"], "Start the run anew, with the secrets as they are now", "Runs", Restart) { Hint = "start anew", When = () => selected() is { IsLive: true } },
    ];

    public void ShowLog()
    {
        if (selected() is { } run)
            loop.Open(new RunLogLayer(model, toast, run));
    }

    private void Stop()
    {
        if (selected() is { } run)
            loop.Open(new StopRunLayer(run, () => loop.Start(() => StopAsync(run))));
    }

    private void Restart()
    {
        if (selected() is { } run)
            loop.Start(() => RestartAsync(run));
    }

    private async Task StopAsync(RunEntry run)
    {
        toast.Show($"{run.Record.Name} is told to end; it has 10 s for that");
        await model.Runs.StopAsync(run.Record.Id).ConfigureAwait(true);
        toast.Show($"{run.Record.Name} has ended", ToastKind.Good);
    }

    private async Task RestartAsync(RunEntry run)
    {
        toast.Show($"{run.Record.Name} is started anew");
        try
        {
            await model.Runs.RestartAsync(run.Record.Id).ConfigureAwait(true);
            toast.Show($"{run.Record.Name} runs anew", ToastKind.Good);
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Locked)
        {
            // The supervisor goes on by itself once the vault is open.
            model.Vault.SetLocked(true);
            loop.Open(new UnlockLayer(model, toast, () => { }));
        }
    }
}
