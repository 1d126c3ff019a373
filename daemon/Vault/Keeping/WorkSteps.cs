using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keeping;

/// <summary>One long work, told of by the thread that does it and asked about by others.</summary>
internal sealed class WorkSteps(string name, long total, Action<WorkSteps> ended) : IDisposable
{
    private ProgressReply _reply = new(name, 0, total);

    /// <summary>How far it is.</summary>
    public ProgressReply Reply => Volatile.Read(ref _reply);

    /// <summary>One step more is done.</summary>
    public void Step() => Tell(_reply.Done + 1, _reply.Total);

    /// <summary>So many steps are done, of so many.</summary>
    public void Tell(long done, long total) => Volatile.Write(ref _reply, new ProgressReply(name, done, total));

    /// <inheritdoc/>
    public void Dispose() => ended(this);
}
