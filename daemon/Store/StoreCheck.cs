using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>The whole check of a store, for people who want to know; reading checks only what it reads.</summary>
internal static class StoreCheck
{
    public static void Run(StoreConnection connection, ILeaves leaves, RecordReader reader)
    {
        CheckPages(connection);
        foreach (IRecordTable table in ManifestFile.Tables)
        {
            if (table.ReadAll(connection, reader) != leaves.Count(table.Kind))
                throw StoreErrors.Damaged($"a {table.Kind} record is missing");
        }
        CheckValues(connection, reader);
    }

    private static void CheckPages(StoreConnection connection)
    {
        using (SqliteDataReader result = connection.Prepared("PRAGMA integrity_check(1)").Query())
        {
            if (!result.Read() || result.GetString(0) != "ok")
                throw StoreErrors.Damaged("sqlite finds its pages or indexes in disorder");
        }
        using SqliteDataReader orphans = connection.Prepared("PRAGMA foreign_key_check").Query();
        if (orphans.Read())
            throw StoreErrors.Damaged("a record refers to one that is missing");
    }

    private static void CheckValues(StoreConnection connection, RecordReader reader)
    {
        using SqliteDataReader rows = connection.Prepared(Queries.AllValues).Query();
        Row row = new(rows);
        while (row.Next())
        {
            VersionRecord version = reader.Read(VersionTable.Instance, row);
            reader.Recognize(row.NullableBlob(), version);
        }
    }
}
