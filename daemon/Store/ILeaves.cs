namespace Secrets.Daemon.Store;

/// <summary>What the manifest says of the records that a transaction sees.</summary>
internal interface ILeaves
{
    /// <summary>How many records there are of a kind.</summary>
    int Count(RecordKind kind);

    bool TryGet(long id, out Leaf leaf);

    /// <summary>Every record of a kind, in no order.</summary>
    IEnumerable<Leaf> All(RecordKind kind);

    /// <summary>How many records of this kind the parent has; a query that finds fewer was robbed.</summary>
    int Count(RecordKind kind, long parent);

    /// <summary>Whether the parent has a record of this kind and key; asked when a look-up found none.</summary>
    bool Any(RecordKind kind, long parent, long key);
}
