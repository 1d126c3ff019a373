namespace Secrets.Daemon.Store;

/// <summary>The last change of an environment's secrets, so that it can be undone; there is at most one for an environment.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="EnvironmentId">The environment.</param>
/// <param name="Body">What was changed, before and after, encrypted.</param>
internal sealed record ChangeRecord(long Id, long EnvironmentId, byte[] Body) : IRecord
{
    public long Revision { get; init; }
}
