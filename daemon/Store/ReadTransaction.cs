using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>
/// Looks at one state of the store. Every record that it returns was recognized by the manifest, and every answer is complete:
/// a missing or strange row ends in Damaged, never in a shorter list.
/// </summary>
internal class ReadTransaction
{
    private readonly StoreConnection _connection;
    private readonly ILeaves _leaves;
    private readonly IRecordAuthenticator _authenticator;
    private readonly RecordReader _reader;

    public ReadTransaction(StoreConnection connection, ILeaves leaves, IRecordAuthenticator authenticator)
    {
        _connection = connection;
        _leaves = leaves;
        _authenticator = authenticator;
        _reader = new RecordReader(connection, leaves, authenticator);
    }

    /// <summary>The generation of the state that is looked at; 0 inside a writer's unit, which has none yet.</summary>
    public long Generation { get; init; }

    protected RecordReader Reader => _reader;

    /// <summary>The vault's own record, or null before it is made.</summary>
    public VaultRecord? Vault() => _reader.One(VaultTable.Instance, _connection.Prepared(Queries.Vaults), 0, 0);

    public IReadOnlyList<KeyslotRecord> Keyslots() => _reader.All(KeyslotTable.Instance, _connection.Prepared(Queries.Keyslots), 0);

    public IReadOnlyList<ProjectRecord> Projects() => _reader.All(ProjectTable.Instance, _connection.Prepared(Queries.Projects), 0);

    public ProjectRecord? Project(byte[] nameHash) =>
        _reader.One(ProjectTable.Instance, _connection.Prepared(Queries.Project).With(nameHash), 0, ManifestFile.KeyOf(nameHash));

    public IReadOnlyList<EnvironmentRecord> Environments(long projectId) =>
        _reader.All(EnvironmentTable.Instance, _connection.Prepared(Queries.Environments).With(projectId), projectId);

    public EnvironmentRecord? Environment(long projectId, byte[] nameHash) =>
        _reader.One(EnvironmentTable.Instance, _connection.Prepared(Queries.Environment).With(projectId).With(nameHash), projectId, ManifestFile.KeyOf(nameHash));

    public EnvironmentRecord? Environment(long id) => _reader.ById(EnvironmentTable.Instance, _connection.Prepared(Queries.EnvironmentById).With(id), id);

    public SecretRecord? Secret(long environmentId, byte[] nameHash) =>
        _reader.One(SecretTable.Instance, _connection.Prepared(Queries.Secret).With(environmentId).With(nameHash), environmentId, ManifestFile.KeyOf(nameHash));

    public SecretRecord? Secret(long id) => _reader.ById(SecretTable.Instance, _connection.Prepared(Queries.SecretById).With(id), id);

    /// <summary>All secrets of an environment with their live versions, deleted ones (a tombstone is live) and only staged ones too; in no order.</summary>
    public IReadOnlyList<SecretVersion> Secrets(long environmentId)
    {
        List<SecretVersion> secrets = [];
        using (SqliteDataReader reader = _connection.Prepared(Queries.Secrets).With(environmentId).Query())
        {
            Row row = new(reader);
            while (row.Next())
                secrets.Add(ReadSecretVersion(row));
        }
        _reader.RequireAll(SecretTable.Instance, secrets.ConvertAll(static found => found.Secret), environmentId);
        return secrets;
    }

    /// <summary>All live values of an environment, in no order: what a run needs, in one statement.</summary>
    public IReadOnlyList<StoredValue> Values(long environmentId)
    {
        List<SecretRecord> secrets = [];
        List<StoredValue> values = [];
        using (SqliteDataReader reader = _connection.Prepared(Queries.Values).With(environmentId).Query())
        {
            Row row = new(reader);
            while (row.Next())
            {
                if (ReadStoredValue(row, out SecretRecord secret) is { } value)
                    values.Add(value);
                secrets.Add(secret);
            }
        }
        _reader.RequireAll(SecretTable.Instance, secrets, environmentId);
        return values;
    }

    /// <summary>One live value, or null where the name is unknown, deleted or only staged.</summary>
    public StoredValue? Value(long environmentId, byte[] nameHash)
    {
        using SqliteDataReader reader = _connection.Prepared(Queries.Value).With(environmentId).With(nameHash).Query();
        Row row = new(reader);
        long key = ManifestFile.KeyOf(nameHash);
        if (!row.Next())
        {
            _reader.RequireNone(RecordKind.Secret, environmentId, key);
            return null;
        }
        StoredValue? value = ReadStoredValue(row, out SecretRecord secret);
        _reader.Require(SecretTable.Instance, secret, environmentId, key);
        return value;
    }

    /// <summary>A version by its number, or null.</summary>
    public VersionRecord? Version(long secretId, int number) =>
        _reader.One(VersionTable.Instance, _connection.Prepared(Queries.Version).With(secretId).With(number), secretId, number);

    /// <summary>All versions of a secret, newest first.</summary>
    public IReadOnlyList<VersionRecord> History(long secretId) =>
        _reader.All(VersionTable.Instance, _connection.Prepared(Queries.History).With(secretId), secretId);

    /// <summary>Versions of a secret below a number, newest first, at most so many. Versions are numbered without gaps, so that none can be missing unseen.</summary>
    public IReadOnlyList<VersionRecord> History(SecretRecord secret, int below, int most)
    {
        List<VersionRecord> versions = [];
        int newest = Math.Min(below - 1, secret.Last);
        using SqliteDataReader reader = _connection.Prepared(Queries.HistoryPage).With(secret.Id).With(below).With(most).Query();
        Row row = new(reader);
        while (row.Next())
        {
            VersionRecord version = _reader.Read(VersionTable.Instance, row);
            _reader.Require(VersionTable.Instance, version, secret.Id, newest - versions.Count);
            versions.Add(version);
        }
        return versions.Count == Math.Min(newest, most) ? versions : throw StoreErrors.Damaged("a version record is missing");
    }

    /// <summary>The last change of an environment that can be undone, or null.</summary>
    public ChangeRecord? Change(long environmentId) =>
        _reader.One(ChangeTable.Instance, _connection.Prepared(Queries.Change).With(environmentId), environmentId, 0);

    /// <summary>Values whose digest is pending, in the order of their ids, after the given one.</summary>
    public IReadOnlyList<VersionRecord> PendingDigests(long afterId, int limit)
    {
        List<VersionRecord> versions = [];
        using SqliteDataReader reader = _connection.Prepared(Queries.PendingDigests).With(afterId).With(limit).Query();
        Row row = new(reader);
        while (row.Next())
            versions.Add(_reader.Read(VersionTable.Instance, row));
        return versions;
    }

    /// <summary>The ciphertext of a version of kind value.</summary>
    public byte[] Ciphertext(VersionRecord version)
    {
        using SqliteDataReader reader = _connection.Prepared(Queries.Ciphertext).With(version.Id).Query();
        return _reader.Recognize(reader.Read() ? new Row(reader).NullableBlob() : null, version);
    }

    /// <summary>The number of the newest audit entry, as the head vouches for it; 0 where there is none.</summary>
    public long AuditSequence => ManifestFile.ReadHead(_connection, _authenticator).AuditSequence;

    /// <summary>Audit entries older than a sequence, newest first. The chain is not checked here: see the audit log's verification.</summary>
    public IReadOnlyList<AuditRow> AuditBefore(long sequence, int limit) => ReadAudit(_connection.Prepared(Queries.AuditBefore).With(sequence).With(limit));

    /// <summary>Audit entries from a sequence on, oldest first.</summary>
    public IReadOnlyList<AuditRow> AuditFrom(long sequence, int limit) => ReadAudit(_connection.Prepared(Queries.AuditFrom).With(sequence).With(limit));

    /// <summary>Walks the whole audit chain and says how many entries it has.</summary>
    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged, naming the first entry that is not the one that was written.</exception>
    public long VerifyAudit() => AuditChain.Verify(_connection, ManifestFile.ReadHead(_connection, _authenticator), _authenticator);

    /// <summary>Checks everything: SQLite's own integrity, every record and every value.</summary>
    /// <exception cref="Secrets.Shared.Contract.SecretsException">Damaged.</exception>
    public void CheckAll()
    {
        if (Survey(static (_, _) => { }, value: null).Damaged is [var first, ..])
            throw StoreErrors.Damaged(first.ToString());
    }

    /// <summary>Checks everything and collects what is damaged.</summary>
    /// <param name="progress">Is told the rows checked and those there are, again and again.</param>
    /// <param name="value">Is given each value that was recognized and may refuse it; null where nobody can.</param>
    public StoreSurvey Survey(Action<long, long> progress, Action<VersionRecord, byte[]>? value)
    {
        StoreSurvey survey = new(_connection, _leaves, _reader, progress);
        survey.Run(VerifyAudit, value);
        return survey;
    }

    private static List<AuditRow> ReadAudit(Statement statement)
    {
        List<AuditRow> rows = [];
        using SqliteDataReader reader = statement.Query();
        Row row = new(reader);
        while (row.Next())
            rows.Add(new AuditRow(row.Integer(), row.Blob(), row.Blob()));
        return rows;
    }

    private SecretVersion ReadSecretVersion(Row row)
    {
        SecretRecord secret = _reader.Read(SecretTable.Instance, row);
        if (row.IsNull)
        {
            if (secret.Live is not null)
                throw StoreErrors.Damaged("a version record is missing");
            row.Skip(VersionTable.Instance.Width);
            return new SecretVersion(secret, null);
        }
        VersionRecord version = _reader.Read(VersionTable.Instance, row);
        _reader.Require(VersionTable.Instance, version, secret.Id, secret.Live ?? 0);
        return new SecretVersion(secret, version);
    }

    private StoredValue? ReadStoredValue(Row row, out SecretRecord secret)
    {
        (secret, VersionRecord? version) = ReadSecretVersion(row);
        byte[]? ciphertext = row.NullableBlob();
        return version is { Kind: VersionKind.Value } ? new StoredValue(secret, version, _reader.Recognize(ciphertext, version)) : null;
    }
}
