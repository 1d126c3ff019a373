using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>One connection with its prepared statements and its buffer for tags. Used by one thread at a time.</summary>
internal sealed class StoreConnection : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    public StoreConnection(string path, bool readOnly)
    {
        Sqlite = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            Sqlite.Open();
            // FULL at open and never switched: some releases of SQLite stop syncing after NORMAL and back, and report FULL all the while.
            Run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                + "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 0;"
                // On macOS fsync alone does not reach the disk. 1 MiB of cache for each connection: the system caches the file as well.
                + "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA cache_size = -1024");
        }
        catch
        {
            Sqlite.Dispose();
            throw;
        }
    }

    public SqliteConnection Sqlite { get; }

    public TagMessage Message { get; } = new();

    /// <summary>The statement of this text, ready to be bound. Texts are constants: they are told apart by reference.</summary>
    public Statement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
            _statements[sql] = statement = new Statement(Sqlite, sql);
        return statement.Start();
    }

    /// <summary>Reads records that nothing vouches for.</summary>
    public List<T> Unverified<T>(RecordTable<T> table, string sql)
        where T : class, IRecord
    {
        List<T> records = [];
        using SqliteDataReader reader = Prepared(sql).Query();
        Row row = new(reader);
        while (row.Next())
            records.Add(table.Read(row));
        return records;
    }

    /// <summary>Runs a text once, without keeping it.</summary>
    public void Run(string sql)
    {
        using SqliteCommand command = Sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Number(string sql)
    {
        using Statement statement = new(Sqlite, sql);
        return statement.Number() ?? 0;
    }

    /// <summary>Takes the transaction back if SQLite has not done so by itself (as it does when the disk is full).</summary>
    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(Sqlite.Handle) == 0)
            Prepared("ROLLBACK").Execute();
    }

    /// <summary>Pages written since the last call.</summary>
    public int TakePagesWritten()
    {
        const int cacheWrites = 9;
        _ = SQLitePCL.raw.sqlite3_db_status(Sqlite.Handle, cacheWrites, out int written, out _, 1);
        return written;
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
            statement.Dispose();
        Sqlite.Dispose();
    }
}
