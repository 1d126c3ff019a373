namespace Secrets.Daemon.Store;

/// <summary>A record table as the manifest sees it.</summary>
internal interface IRecordTable
{
    RecordKind Kind { get; }

    /// <summary>Id, revision, tag, parent and key of every row.</summary>
    string LeavesSql { get; }

    /// <summary>Reads every row through the reader, which recognizes each; says how many there are.</summary>
    int ReadAll(StoreConnection connection, RecordReader reader);
}
