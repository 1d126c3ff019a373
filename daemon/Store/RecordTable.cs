using Microsoft.Data.Sqlite;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>
/// How one kind of record lies in its table: id, revision and tag first, then the fields. The tag covers kind, id, revision and
/// every field; parent and key also stand in the manifest, so that a row cannot be hidden by giving it another parent or name.
/// </summary>
internal abstract class RecordTable<T> : IRecordTable
    where T : class, IRecord
{
    private readonly string[] _columns;
    private readonly string _allSql;

    protected RecordTable(RecordKind kind, string name, string parentColumn, string keyColumn, params string[] columns)
    {
        Kind = kind;
        _columns = columns;
        string assignments = string.Join(", ", columns.Select((column, i) => $"{column} = ${i + 3}"));
        string places = string.Join(", ", columns.Select((_, i) => $"${i + 4}"));
        InsertSql = $"INSERT INTO {name} (id, revision, tag, {string.Join(", ", columns)}) VALUES ($1, $2, $3, {places})";
        UpdateSql = $"UPDATE {name} SET revision = $1, tag = $2, {assignments} WHERE id = ${columns.Length + 3} AND revision = ${columns.Length + 4}";
        DeleteSql = $"DELETE FROM {name} WHERE id = $1 AND revision = $2";
        _allSql = $"SELECT {Columns(name)} FROM {name}";
        LeavesSql = $"SELECT id, revision, tag, {parentColumn}, {keyColumn} FROM {name}";
    }

    public RecordKind Kind { get; }

    public string InsertSql { get; }

    public string UpdateSql { get; }

    public string DeleteSql { get; }

    /// <summary>What the manifest holds of each row: id, revision, tag, parent, key.</summary>
    public string LeavesSql { get; }

    /// <summary>How many columns <see cref="Read"/> takes.</summary>
    public int Width => _columns.Length + 2;

    /// <summary>The columns that <see cref="Read"/> takes, for a query in which the table is called <paramref name="alias"/>.</summary>
    public string Columns(string alias) => $"{alias}.id, {alias}.revision, {string.Join(", ", _columns.Select(column => $"{alias}.{column}"))}";

    public abstract long ParentOf(T record);

    public abstract long KeyOf(T record);

    /// <summary>Hands out the fields in the order of the columns.</summary>
    public abstract void Describe(T record, IFieldSink sink);

    public abstract T Read(Row row);

    public abstract T WithRevision(T record, long revision);

    public RecordTag TagOf(T record, TagMessage message, IRecordAuthenticator authenticator)
    {
        message.Start(TagDomain.Record);
        message.Integer((long)Kind);
        message.Integer(record.Id);
        message.Integer(record.Revision);
        Describe(record, message);
        return message.Tag(authenticator);
    }

    public bool Survey(StoreConnection connection, RecordReader reader, Action<long> intact)
    {
        using SqliteDataReader rows = connection.Prepared(_allSql).Query();
        Row row = new(rows);
        bool strange = false;
        while (row.Next())
        {
            try
            {
                intact(reader.Read(this, row).Id);
            }
            catch (SecretsException exception) when (exception.Code == ErrorCode.Damaged)
            {
                strange = true;
            }
        }
        return strange;
    }

    public Leaf LeafOf(T record, RecordTag tag) => new(Kind, record.Id, ParentOf(record), KeyOf(record), record.Revision, tag);
}
