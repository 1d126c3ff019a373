namespace Secrets.Daemon.Store;

/// <summary>A record table as the manifest sees it.</summary>
internal interface IRecordTable
{
    RecordKind Kind { get; }

    /// <summary>Id, revision, tag, parent and key of every row.</summary>
    string LeavesSql { get; }

    /// <summary>Reads every row through the reader; says the ids of those that it recognizes.</summary>
    /// <returns>Whether there were others.</returns>
    bool Survey(StoreConnection connection, RecordReader reader, Action<long> intact);
}
