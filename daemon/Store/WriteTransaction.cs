using Secrets.Shared.Contract;

namespace Secrets.Daemon.Store;

/// <summary>
/// One unit of a batch: reads its own writes and those of the units before it, and is undone alone when it throws.
/// Valid only inside the function that it was given to.
/// </summary>
internal sealed class WriteTransaction : ReadTransaction
{
    private readonly StoreConnection _connection;
    private readonly IRecordAuthenticator _authenticator;
    private readonly WriteBatch _batch;

    public WriteTransaction(StoreConnection connection, WriteBatch batch, IRecordAuthenticator authenticator)
        : base(connection, batch.Draft, authenticator) =>
        (_connection, _batch, _authenticator) = (connection, batch, authenticator);

    /// <summary>Notes what the unit touches, where somebody wants to know.</summary>
    public ChangeJournal? Journal { get; set; }

    /// <summary>The sequence that the next audit entry will get.</summary>
    public long NextAuditSequence => _batch.Head.AuditSequence + 1;

    /// <summary>A fresh id for a record of any kind. Associated data may bind it before the record exists.</summary>
    public long NewId()
    {
        long id = _batch.Head.NextId;
        _batch.Head = _batch.Head with { NextId = id + 1 };
        return id;
    }

    public VaultRecord Insert(VaultRecord record) => Insert(VaultTable.Instance, record);

    public KeyslotRecord Insert(KeyslotRecord record) => Insert(KeyslotTable.Instance, record);

    public ProjectRecord Insert(ProjectRecord record) => Insert(ProjectTable.Instance, record);

    public EnvironmentRecord Insert(EnvironmentRecord record) => Insert(EnvironmentTable.Instance, record);

    public SecretRecord Insert(SecretRecord record)
    {
        SecretRecord inserted = Insert(SecretTable.Instance, record);
        Journal?.Secrets.Add(record.Id, (null, inserted));
        return inserted;
    }

    public ChangeRecord Insert(ChangeRecord record) => Insert(ChangeTable.Instance, record);

    /// <summary>Inserts a version of kind value with its ciphertext.</summary>
    public VersionRecord Insert(VersionRecord record, byte[] ciphertext)
    {
        VersionRecord inserted = Insert(VersionTable.Instance, record with { CiphertextTag = Reader.CiphertextTag(ciphertext) });
        _connection.Prepared("INSERT INTO ciphertext (version_id, body) VALUES ($1, $2)").With(record.Id).With(ciphertext).Execute();
        return inserted;
    }

    /// <summary>Inserts a tombstone.</summary>
    public VersionRecord InsertTombstone(VersionRecord record) => Insert(VersionTable.Instance, record);

    /// <summary>Each Update fails with Conflict unless the record still has the revision that was read.</summary>
    public VaultRecord Update(VaultRecord record) => Update(VaultTable.Instance, record);

    public KeyslotRecord Update(KeyslotRecord record) => Update(KeyslotTable.Instance, record);

    public ProjectRecord Update(ProjectRecord record) => Update(ProjectTable.Instance, record);

    public EnvironmentRecord Update(EnvironmentRecord record) => Update(EnvironmentTable.Instance, record);

    public SecretRecord Update(SecretRecord record)
    {
        if (Journal is null)
            return Update(SecretTable.Instance, record);
        SecretRecord? before = Journal.Secrets.TryGetValue(record.Id, out (SecretRecord? Before, SecretRecord After) known) ? known.Before : Secret(record.Id);
        SecretRecord updated = Update(SecretTable.Instance, record);
        Journal.Secrets[record.Id] = (before, updated);
        return updated;
    }

    public ChangeRecord Update(ChangeRecord record) => Update(ChangeTable.Instance, record);

    /// <summary>Updates description, digest or sealed data key; the ciphertext stays.</summary>
    public VersionRecord Update(VersionRecord record)
    {
        VersionRecord? before = Journal is null ? null
            : Journal.Versions.TryGetValue(record.Id, out (VersionRecord Before, VersionRecord After) known) ? known.Before : Version(record.SecretId, record.Number);
        VersionRecord updated = Update(VersionTable.Instance, record);
        if (before is not null)
            Journal!.Versions[record.Id] = (before, updated);
        return updated;
    }

    public void Delete(KeyslotRecord record) => Delete(KeyslotTable.Instance, record);

    /// <summary>Erases a project that has no environments any more.</summary>
    public void Delete(ProjectRecord record) => Delete(ProjectTable.Instance, record);

    /// <summary>Erases an environment that has no secrets any more and that none inherits from.</summary>
    public void Delete(EnvironmentRecord record) => Delete(EnvironmentTable.Instance, record);

    /// <summary>Erases a secret that has no versions any more.</summary>
    public void Delete(SecretRecord record) => Delete(SecretTable.Instance, record);

    /// <summary>Erases a version with its ciphertext.</summary>
    public void Delete(VersionRecord record)
    {
        if (_connection.Prepared("DELETE FROM ciphertext WHERE version_id = $1").With(record.Id).Execute() != (record.Kind == VersionKind.Value ? 1 : 0))
            throw StoreErrors.Damaged("a value is missing");
        Delete(VersionTable.Instance, record);
    }

    public void Delete(ChangeRecord record) => Delete(ChangeTable.Instance, record);

    /// <summary>Appends to the audit chain and says which sequence the entry got.</summary>
    public long AppendAudit(byte[] body)
    {
        (long sequence, ManifestHead head) = (NextAuditSequence, _batch.Head);
        RecordTag chain = AuditChain.Next(head.AuditChain, sequence, body, _connection.Message, _authenticator);
        _connection.Prepared("INSERT INTO audit (sequence, body, chain) VALUES ($1, $2, $3)").With(sequence).With(body).With(chain.ToArray()).Execute();
        _batch.Head = head with { AuditSequence = sequence, AuditChain = chain };
        return sequence;
    }

    private T Insert<T>(RecordTable<T> table, T record)
        where T : class, IRecord
    {
        if (record.Id <= 0 || record.Id >= _batch.Head.NextId)
            throw new InvalidOperationException("the id of a new record comes from NewId");
        T inserted = table.WithRevision(record, 1);
        RecordTag tag = table.TagOf(inserted, _connection.Message, _authenticator);
        Statement statement = _connection.Prepared(table.InsertSql).With(inserted.Id).With(1).With(tag.ToArray());
        table.Describe(inserted, statement);
        statement.Execute();
        _batch.Draft.Set(table.LeafOf(inserted, tag));
        return inserted;
    }

    private T Update<T>(RecordTable<T> table, T record)
        where T : class, IRecord
    {
        RequireCurrent(table.Kind, record);
        T updated = table.WithRevision(record, record.Revision + 1);
        RecordTag tag = table.TagOf(updated, _connection.Message, _authenticator);
        Statement statement = _connection.Prepared(table.UpdateSql).With(updated.Revision).With(tag.ToArray());
        table.Describe(updated, statement);
        if (statement.With(record.Id).With(record.Revision).Execute() != 1)
            throw StoreErrors.Damaged($"a {table.Kind} record is missing");
        _batch.Draft.Set(table.LeafOf(updated, tag));
        return updated;
    }

    private void Delete<T>(RecordTable<T> table, T record)
        where T : class, IRecord
    {
        RequireCurrent(table.Kind, record);
        if (_connection.Prepared(table.DeleteSql).With(record.Id).With(record.Revision).Execute() != 1)
            throw StoreErrors.Damaged($"a {table.Kind} record is missing");
        _batch.Draft.Remove(record.Id);
    }

    private void RequireCurrent(RecordKind kind, IRecord record)
    {
        if (!_batch.Draft.TryGet(record.Id, out Leaf leaf) || leaf.Kind != kind || leaf.Revision != record.Revision)
            throw new SecretsException(ErrorCode.Conflict, "the record changed since it was read", "read it again and repeat");
    }
}
