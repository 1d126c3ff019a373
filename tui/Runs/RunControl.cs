using Secrets.Shared.Contract;
using Secrets.Tui.Launch.Children;

namespace Secrets.Tui.Runs;

/// <summary>Tells the supervisors of detached runs what to do, and waits until it is done. They are told by signals, so no connection is needed.</summary>
/// <param name="registry">The runs.</param>
internal sealed class RunControl(RunRegistry registry)
{
    private const int HangUp = 1;

    /// <summary>Longer than a supervisor gives its program, in milliseconds.</summary>
    private const long Patience = 20_000;

    /// <summary>Tells a run to end: TERM to all of its processes, and KILL after 10 s. Does not wait.</summary>
    /// <exception cref="SecretsException">Conflict: it is over already.</exception>
    public void AskToStop(RunRecord run)
    {
        if (registry.IsAlive(run))
            // Whoever holds the lock is the process that the record names.
            _ = Unix.Send(run.Supervisor, Unix.Terminate);
        else if (run.Status != RunStatus.Lost)
            throw new SecretsException(ErrorCode.Conflict, $"{run.Name} is over already", "secrets ps --all");
    }

    /// <summary>Waits until a run that was told to end has ended, and ends whatever is left of a lost one.</summary>
    public void WaitForEnd(RunRecord run)
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

    /// <summary>Has a run started anew, with the secrets as they are now, and waits until it runs.</summary>
    /// <exception cref="SecretsException">Conflict: it is over. Locked: it starts when the vault is unlocked. Failure: it could not be started, or stays as it is.</exception>
    public void Restart(RunRecord run)
    {
        if (!registry.IsAlive(run))
            throw new SecretsException(ErrorCode.Conflict, $"{run.Name} does not run any more, and its environment is gone", "secrets run --detach -- COMMAND");
        _ = Unix.Send(run.Supervisor, HangUp);
        for (long until = Environment.TickCount64 + Patience; Environment.TickCount64 < until; Thread.Sleep(20))
        {
            RunRecord? now = RunRecord.Read(registry.Folder(run.Id));
            if (now?.Restarts > run.Restarts && now.Status == RunStatus.Running)
                return;
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
