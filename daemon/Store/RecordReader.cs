using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>
/// Turns rows into records and recognizes each: its tag must be the one that the manifest holds for its id, it must be the one
/// that was asked for, and none may be missing. Whatever was swapped, moved, replayed, hidden or dropped ends in Damaged.
/// </summary>
internal sealed class RecordReader(StoreConnection connection, ILeaves leaves, IRecordAuthenticator authenticator)
{
    /// <summary>Reads the record that begins at the row's current column.</summary>
    public T Read<T>(RecordTable<T> table, Row row)
        where T : class, IRecord
    {
        T record = table.Read(row);
        if (!leaves.TryGet(record.Id, out Leaf leaf) || leaf.Kind != table.Kind || leaf.Revision != record.Revision
            || !leaf.Tag.Equals(table.TagOf(record, connection.Message, authenticator)))
        {
            throw StoreErrors.Damaged($"a {table.Kind} record is not the one that was written");
        }
        return record;
    }

    /// <summary>The record of this parent and key, or null.</summary>
    public T? One<T>(RecordTable<T> table, Statement statement, long parent, long key)
        where T : class, IRecord
    {
        using SqliteDataReader reader = statement.Query();
        Row row = new(reader);
        if (!row.Next())
        {
            RequireNone(table.Kind, parent, key);
            return null;
        }
        T record = Read(table, row);
        Require(table, record, parent, key);
        return record;
    }

    public T? ById<T>(RecordTable<T> table, Statement statement, long id)
        where T : class, IRecord
    {
        using SqliteDataReader reader = statement.Query();
        Row row = new(reader);
        if (row.Next() && Read(table, row) is var record && record.Id == id)
            return record;
        return leaves.TryGet(id, out Leaf leaf) && leaf.Kind == table.Kind ? throw Missing(table.Kind) : null;
    }

    /// <summary>All records of this parent.</summary>
    public List<T> All<T>(RecordTable<T> table, Statement statement, long parent)
        where T : class, IRecord
    {
        List<T> records = [];
        using (SqliteDataReader reader = statement.Query())
        {
            Row row = new(reader);
            while (row.Next())
                records.Add(Read(table, row));
        }
        RequireAll(table, records, parent);
        return records;
    }

    /// <summary>Checks that an index led to what was asked for.</summary>
    public void Require<T>(RecordTable<T> table, T record, long parent, long key)
        where T : class, IRecord
    {
        if (table.ParentOf(record) != parent || table.KeyOf(record) != key)
            throw StoreErrors.Damaged($"an index leads to another {table.Kind} record");
    }

    /// <summary>Checks that a look-up rightly found nothing.</summary>
    public void RequireNone(RecordKind kind, long parent, long key)
    {
        if (leaves.Any(kind, parent, key))
            throw Missing(kind);
    }

    /// <summary>Checks that a list is whole: each record once, each of this parent, none missing.</summary>
    public void RequireAll<T>(RecordTable<T> table, IReadOnlyCollection<T> records, long parent)
        where T : class, IRecord
    {
        HashSet<long> ids = new(records.Count);
        foreach (T record in records)
        {
            if (table.ParentOf(record) != parent || !ids.Add(record.Id))
                throw StoreErrors.Damaged($"an index leads to another {table.Kind} record");
        }
        if (ids.Count != leaves.Count(table.Kind, parent))
            throw Missing(table.Kind);
    }

    /// <summary>Checks a ciphertext against the tag in its version's record.</summary>
    public byte[] Recognize(byte[]? ciphertext, VersionRecord version)
    {
        if (ciphertext is null || !CiphertextTag(ciphertext).AsSpan().SequenceEqual(version.CiphertextTag))
            throw StoreErrors.Damaged("a value is not the one that was written");
        return ciphertext;
    }

    public byte[] CiphertextTag(byte[] ciphertext)
    {
        connection.Message.Start(TagDomain.Ciphertext).Span(ciphertext);
        byte[] tag = new byte[RecordTag.Length];
        authenticator.ComputeTag(connection.Message.Bytes, tag);
        return tag;
    }

    private static Exception Missing(RecordKind kind) => StoreErrors.Damaged($"a {kind} record is missing");
}
