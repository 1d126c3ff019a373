using Secrets.Shared.Contract;
using Secrets.Tui.Launch;
using Secrets.Tui.Launch.Children;
using Secrets.Tui.Runs;

namespace Secrets.Tui.Commands.Supervision;

/// <summary>What the supervisor of a detached run does, from its start to the run's end.</summary>
/// <param name="context">The outside world.</param>
/// <param name="folder">The run's folder.</param>
/// <param name="name">The run's name.</param>
internal sealed class DetachedSupervision(CommandContext context, string folder, string name)
{
    private SecretScope _scope = SecretScope.Default;

    /// <summary>Does it all.</summary>
    /// <param name="makeJob">Makes the job for a run.</param>
    /// <param name="restart">When it is started again, or null: as the configuration says.</param>
    /// <returns>Why it could not be started, or null.</returns>
    public LaunchFailure? Run(Func<ISupervisedRun, IRunJob> makeJob, string? restart)
    {
        using IDisposable held = RunRegistry.Hold(folder);
        Descendants.Adopt();
        using RunLog log = new(folder);
        using DetachedRun run = new(log.Write);
        IRunJob job = makeJob(run);
        RunDescription description = job.Describe();
        _scope = description.Scope;
        Supervisor? supervisor = null;
        supervisor = new Supervisor(
            run, job, new RestartRule(restart ?? description.Restart ?? "no"), (status, code, note) => Record(supervisor!, run, status, code, note));
        if (supervisor.Start() is { } failure)
            return failure;
        // Who started us may go now.
        Descriptors.Write(Unix.StandardOutput, [(byte)'\n']);
        LetGo();
        using ChangeWatch watch = new(context.Paths, run.Wake);
        supervisor.Keep();
        return null;
    }

    private void Record(Supervisor supervisor, DetachedRun run, string status, int? code, string? note) => new RunRecord(
        int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture), name, _scope, status, Environment.ProcessId, run.Id,
        context.Clock.GetUtcNow(), supervisor.Restarts, supervisor.Secrets, RunRegistry.Boot, code, note is null ? null : Printable.Line(note), run.Output).Write(folder);

    private static void LetGo()
    {
        const int ReadWrite = 2;
        int nothing = Unix.Open("/dev/null", ReadWrite);
        for (int descriptor = 0; descriptor <= 2; descriptor++)
            _ = Unix.Duplicate(nothing, descriptor);
        _ = Unix.Close(nothing);
    }
}
