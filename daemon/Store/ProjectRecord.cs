namespace Secrets.Daemon.Store;

/// <summary>A project.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="NameHash">Keyed hash of the name, at least 8 bytes, unique.</param>
/// <param name="Body">The name and the rest, encrypted.</param>
internal sealed record ProjectRecord(long Id, byte[] NameHash, byte[] Body) : IRecord
{
    public long Revision { get; init; }
}
