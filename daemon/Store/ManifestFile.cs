using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>The manifest as it lies in the file: the leaves beside their records, and the head's one row.</summary>
internal static class ManifestFile
{
    private const string HeadSql = "SELECT generation, next_id, records_tag, audit_sequence, audit_chain, tag FROM manifest";
    private const string AuditEndSql = "SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1";
    private const string InsertSql =
        "INSERT INTO manifest (id, generation, next_id, records_tag, audit_sequence, audit_chain, tag) VALUES (1, $1, $2, $3, $4, $5, $6)";
    private const string UpdateSql =
        "UPDATE manifest SET generation = $1, next_id = $2, records_tag = $3, audit_sequence = $4, audit_chain = $5, tag = $6 WHERE id = 1 AND tag = $7";

    public static IReadOnlyList<IRecordTable> Tables { get; } =
        [VaultTable.Instance, KeyslotTable.Instance, ProjectTable.Instance, EnvironmentTable.Instance, SecretTable.Instance, VersionTable.Instance, ChangeTable.Instance];

    /// <summary>Reads all leaves and checks them against the head. An empty store gets a head under this key.</summary>
    public static (ManifestHead Head, Manifest Manifest) Load(StoreConnection connection, IRecordAuthenticator authenticator)
    {
        connection.Prepared("BEGIN IMMEDIATE").Execute();
        try
        {
            List<Leaf> leaves = [.. Tables.SelectMany(table => ReadLeaves(connection, table))];
            (long sequence, RecordTag chain) = ReadAuditEnd(connection);
            // A store whose rows are gone but whose head counts generations was emptied by somebody.
            (ManifestHead Head, Manifest Manifest) loaded = leaves.Count == 0 && sequence == 0 && IsNew(connection)
                ? Begin(connection, authenticator)
                : Check(connection, authenticator, leaves, sequence, chain);
            connection.Prepared("COMMIT").Execute();
            return loaded;
        }
        finally
        {
            connection.RollBack();
        }
    }

    /// <summary>Reads all leaves of a file that must not change, and checks them against the head.</summary>
    public static Manifest LoadCopy(StoreConnection connection, IRecordAuthenticator authenticator)
    {
        List<Leaf> leaves = [.. Tables.SelectMany(table => ReadLeaves(connection, table))];
        (long sequence, RecordTag chain) = ReadAuditEnd(connection);
        return Check(connection, authenticator, leaves, sequence, chain).Manifest;
    }

    /// <summary>Whether the head, if there is one, counts no generation yet.</summary>
    public static bool IsNew(StoreConnection connection) => (connection.Prepared("SELECT generation FROM manifest").Number() ?? 0) == 0;

    /// <summary>Puts the new head in the old one's place.</summary>
    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged: the old one is not there any more, so something else wrote to the store.</exception>
    public static void Replace(StoreConnection connection, ManifestHead before, ManifestHead head, IRecordAuthenticator authenticator)
    {
        RecordTag old = before.Tag(connection.Message, authenticator);
        if (Bind(connection.Prepared(UpdateSql), head, connection, authenticator).With(old.ToArray()).Execute() != 1)
            throw StoreErrors.Damaged("its manifest is not the one that was written");
    }

    /// <summary>The head of the connection's snapshot, authenticated.</summary>
    public static ManifestHead ReadHead(StoreConnection connection, IRecordAuthenticator authenticator)
    {
        using SqliteDataReader reader = connection.Prepared(HeadSql).Query();
        Row row = new(reader);
        if (!row.Next())
            throw StoreErrors.Damaged("its manifest is missing");
        ManifestHead head = new(row.Integer(), row.Integer(), row.Tag(), row.Integer(), row.Tag());
        if (!head.Tag(connection.Message, authenticator).Equals(row.Tag()))
            throw StoreErrors.Damaged("its manifest is not the one that was written, or the device key is another vault's");
        return head;
    }

    /// <summary>The key of a record that is found by a name's hash.</summary>
    public static long KeyOf(ReadOnlySpan<byte> nameHash) =>
        nameHash.Length >= sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(nameHash) : throw StoreErrors.Damaged("a name's hash is too short");

    private static (ManifestHead Head, Manifest Manifest) Begin(StoreConnection connection, IRecordAuthenticator authenticator)
    {
        Manifest manifest = Manifest.Of(0, [], connection.Message, authenticator);
        ManifestHead head = new(0, 1, manifest.Tag, 0, default);
        connection.Prepared("DELETE FROM manifest").Execute();
        Bind(connection.Prepared(InsertSql), head, connection, authenticator).Execute();
        return (head, manifest);
    }

    private static (ManifestHead Head, Manifest Manifest) Check(
        StoreConnection connection, IRecordAuthenticator authenticator, List<Leaf> leaves, long auditSequence, RecordTag auditChain)
    {
        ManifestHead head = ReadHead(connection, authenticator);
        Manifest manifest = Manifest.Of(head.Generation, leaves, connection.Message, authenticator);
        if (!manifest.Tag.Equals(head.RecordsTag))
            throw StoreErrors.Damaged("records were changed, dropped or brought back");
        if (auditSequence != head.AuditSequence || !auditChain.Equals(head.AuditChain))
            throw StoreErrors.Damaged("the end of the audit log is not the one that was written");
        return (head, manifest);
    }

    private static Statement Bind(Statement statement, ManifestHead head, StoreConnection connection, IRecordAuthenticator authenticator)
    {
        RecordTag tag = head.Tag(connection.Message, authenticator);
        return statement.With(head.Generation).With(head.NextId).With(head.RecordsTag.ToArray())
            .With(head.AuditSequence).With(head.AuditChain.ToArray()).With(tag.ToArray());
    }

    private static List<Leaf> ReadLeaves(StoreConnection connection, IRecordTable table)
    {
        List<Leaf> leaves = [];
        using SqliteDataReader reader = connection.Prepared(table.LeavesSql).Query();
        Row row = new(reader);
        while (row.Next())
        {
            (long id, long revision, RecordTag tag) = (row.Integer(), row.Integer(), row.Tag());
            leaves.Add(new Leaf(table.Kind, id, row.Integer(), row.Key(), revision, tag));
        }
        return leaves;
    }

    private static (long Sequence, RecordTag Chain) ReadAuditEnd(StoreConnection connection)
    {
        using SqliteDataReader reader = connection.Prepared(AuditEndSql).Query();
        Row row = new(reader);
        return row.Next() ? (row.Integer(), row.Tag()) : (0, default);
    }
}
