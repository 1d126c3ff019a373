using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Children;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands.Supervision;

/// <summary><c>secrets run --watch</c>: in the foreground, started anew whenever a secret that it uses changes.</summary>
internal static class WatchedRun
{
    /// <summary>Runs it.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="makeJob">Makes the job for a run.</param>
    /// <param name="status">How it ended at last; see <see cref="ForegroundRun.EndAs"/>.</param>
    /// <returns>Why it could not be started, or null.</returns>
    public static LaunchFailure? Run(CommandContext context, Func<ISupervisedRun, IRunJob> makeJob, out int status)
    {
        status = 0;
        Descendants.Adopt();
        using ForegroundRun run = new(ownGroup: true);
        Supervisor supervisor = new(run, makeJob(run), new RestartRule("no"), (word, _, note) => Report(context, word, note));
        if (supervisor.Start() is { } failure)
            return failure;
        using ChangeWatch watch = new(context.Paths, run.Wake);
        status = supervisor.Keep();
        return null;
    }

    private static void Report(CommandContext context, string word, string? note)
    {
        if (word == RunStatus.Waiting)
            context.Messages.Note($"a secret has changed; the program is started anew when the vault is unlocked");
        else if (word == RunStatus.Restarting)
            context.Messages.Note("a secret has changed; the program is started anew");
        else if (word == RunStatus.Failed)
            context.Messages.Error($"the program could not be started anew: {note}");
        else if (note is not null)
            context.Messages.Note($"a secret has changed, and the program stays as it is: {note}");
    }
}
