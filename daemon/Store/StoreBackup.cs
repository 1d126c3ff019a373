using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Secrets.Daemon.Store;

/// <summary>
/// SQLite's online backup (https://www.sqlite.org/backup.html): page by page, out of the snapshot that the source is reading. Writers
/// go on; what they commit meanwhile is not in it.
/// </summary>
internal static class StoreBackup
{
    private const int PagesAtOnce = 256;

    public static void Write(StoreConnection source, string path, Action<long, long> progress, CancellationToken cancellationToken)
    {
        using SqliteConnection target = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        target.Open();
        Run(target, "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA journal_mode = MEMORY");
        using (sqlite3_backup backup = raw.sqlite3_backup_init(target.Handle, "main", source.Sqlite.Handle, "main"))
        {
            if (backup.IsInvalid)
                throw new SqliteException("backup", raw.sqlite3_errcode(target.Handle));
            int result;
            while ((result = raw.sqlite3_backup_step(backup, PagesAtOnce)) == raw.SQLITE_OK)
            {
                int pages = raw.sqlite3_backup_pagecount(backup);
                progress(pages - raw.sqlite3_backup_remaining(backup), pages);
                cancellationToken.ThrowIfCancellationRequested();
            }
            if (result != raw.SQLITE_DONE)
                throw new SqliteException("backup", result);
        }
        // The copy says of itself that a log belongs to it; one file shall be all.
        Run(target, "PRAGMA journal_mode = DELETE");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
