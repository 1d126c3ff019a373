using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>
/// The write-ahead log: its file has its full size from the start and is written again from the beginning after each checkpoint,
/// because a sync that only overwrites takes half as long as one that makes a file grow.
/// </summary>
internal static class WriteAheadLog
{
    /// <summary>Pages of 4 KiB after which a checkpoint is due.</summary>
    public const int CheckpointPages = 256;

    // A log frame is a page and its header of 24 bytes; the log's own header has 32. Twice the pages: writes go on until the checkpoint runs.
    private const int FileLength = 32 + (2 * CheckpointPages * (4096 + 24));

    public static void Open(StoreConnection connection, string path)
    {
        connection.Run("PRAGMA journal_mode = WAL");
        SqliteLibrary.KeepWriteAheadLog(connection.Sqlite.Handle!);
        // Longer only after a burst; then the next restart of the log gives the space back.
        connection.Run($"PRAGMA journal_size_limit = {FileLength}");
        // The first read opens the log's files.
        connection.Number("SELECT count(*) FROM sqlite_schema");
        Extend(path + "-wal");
    }

    /// <summary>Copies the log into the database; with luck (no reader in the way) the next write begins the log anew.</summary>
    public static void Checkpoint(StoreConnection connection)
    {
        using SqliteDataReader reader = connection.Prepared("PRAGMA wal_checkpoint(PASSIVE)").Query();
        reader.Read();
    }

    /// <summary>Before closing: a size limit would cut the file to nothing.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="removes">Whether the file goes away instead: without a log mode SQLite copies all of it and deletes it.</param>
    public static void PrepareClose(StoreConnection connection, bool removes)
    {
        if (removes)
            SqliteLibrary.KeepWriteAheadLog(connection.Sqlite.Handle!, keeps: false);
        connection.Run(removes ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_size_limit = -1");
    }

    /// <summary>Writes zeros: space that was only reserved would still have to be recorded with the first sync that fills it.</summary>
    private static void Extend(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        long length = file.Length;
        if (length >= FileLength)
            return;
        file.Position = length;
        file.Write(new byte[FileLength - length]);
        file.Flush(flushToDisk: true);
    }
}
