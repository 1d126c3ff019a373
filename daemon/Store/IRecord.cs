namespace Secrets.Daemon.Store;

/// <summary>
/// One authenticated row. Whoever makes a record takes its id from <see cref="WriteTransaction.NewId"/> (ids are unique over all
/// kinds and never used again) and leaves <see cref="Revision"/> alone: the store counts it.
/// </summary>
internal interface IRecord
{
    long Id { get; }

    /// <summary>1 when inserted, one more with every update; 0 for a record not yet stored.</summary>
    long Revision { get; }
}
