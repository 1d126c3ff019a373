using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Supervision;
using Secrets.Tui.Commands.Syntax;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Commands;

/// <summary><c>secrets restart</c>: has a detached run started anew.</summary>
internal sealed class RestartCommand : Command
{
    private const int HangUp = 1;
    private const long Patience = 20_000;

    public override CommandSyntax Syntax => new("restart", CommandGroup.Runs, "Start a detached run anew, with the secrets as they are now")
    {
        Arguments = "RUN",
        Least = 1,
        Most = 1,
        Details = ["RUN is its number or its name. The program gets a TERM, and a KILL after 10 seconds; then the next one starts."],
    };

    public override int Run(CommandContext context, ParsedLine line)
    {
        RunRegistry registry = new(context.Paths);
        RunRecord run = registry.Find(line[0]);
        if (!registry.IsAlive(run))
            throw new SecretsException(ErrorCode.Conflict, $"{run.Name} does not run any more, and its environment is gone", "secrets run --detach -- COMMAND");
        _ = Unix.Send(run.Supervisor, HangUp);
        for (long until = Environment.TickCount64 + Patience; Environment.TickCount64 < until; Thread.Sleep(20))
        {
            RunRecord? now = RunRecord.Read(registry.Folder(run.Id));
            if (now?.Restarts > run.Restarts && now.Status == RunStatus.Running)
                return context.Done();
            if (now?.Status == RunStatus.Waiting)
                throw new SecretsException(ErrorCode.Locked, "the vault is locked; the run is started anew when it is unlocked", "secrets unlock");
            if (!registry.IsAlive(run) || now?.Status == RunStatus.Failed)
                throw new SecretsException(ErrorCode.Failure, $"{run.Name} could not be started anew: {now?.Note ?? "it has ended"}", $"secrets logs {run.Id}");
            if (now is { Status: RunStatus.Running, Note: { } note } && note != run.Note)
                throw new SecretsException(ErrorCode.Failure, $"{run.Name} stays as it is: {note}");
        }
        throw new SecretsException(ErrorCode.Failure, $"{run.Name} takes long to start anew", "secrets ps");
    }
}
