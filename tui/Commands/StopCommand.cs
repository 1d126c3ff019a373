using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Supervision;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets stop</c>: ends a detached run, and whatever is left of a lost one.</summary>
internal sealed class StopCommand : Command
{
    /// <summary>Longer than a supervisor gives its program, in milliseconds.</summary>
    private const long Patience = 20_000;

    public override CommandSyntax Syntax => new("stop", CommandGroup.Runs, "End a detached run")
    {
        Arguments = "RUN…",
        Least = 1,
        Most = int.MaxValue,
        Details = ["RUN is its number or its name. All processes of the run get a TERM, and a KILL after 10 seconds."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunRegistry registry = new(context.Paths);
        RunRecord[] runs = [.. line.Arguments.Select(registry.Find)];
        foreach (RunRecord run in runs)
        {
            if (registry.IsAlive(run))
                // Whoever holds the lock is the process that the record names.
                _ = Unix.Send(run.Supervisor, Unix.Terminate);
            else if (run.Status != RunStatus.Lost)
                throw new SecretsException(ErrorCode.Conflict, $"{run.Name} is over already", "secrets ps --all");
        }
        foreach (RunRecord run in runs)
            End(registry, run);
        return context.Done();
    }

    private static void End(RunRegistry registry, RunRecord run)
    {
        long until = Environment.TickCount64 + Patience;
        while (registry.IsAlive(run))
        {
            if (Environment.TickCount64 > until)
                _ = Unix.Send(run.Supervisor, Unix.Kill);
            Thread.Sleep(20);
        }
        foreach (int process in RunRegistry.Leftovers(run))
            _ = Unix.Send(process, Unix.Kill);
        // A lost run says nothing any more: somebody else writes its end.
        if (RunRecord.Read(registry.Folder(run.Id)) is { } last && !RunStatus.IsOver(last.Status))
            (last with { Status = RunStatus.Stopped, Process = 0, Note = "its supervisor was killed" }).Write(registry.Folder(run.Id));
    }
}
