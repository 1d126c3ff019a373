namespace Secrets.Daemon.Store;

internal sealed class SecretTable() : RecordTable<SecretRecord>(
    RecordKind.Secret, "secret", "environment_id", "name_hash", "environment_id", "name_hash", "body", "live", "staged", "last")
{
    public static SecretTable Instance { get; } = new();

    public override long ParentOf(SecretRecord record) => record.EnvironmentId;

    public override long KeyOf(SecretRecord record) => ManifestFile.KeyOf(record.NameHash);

    public override void Describe(SecretRecord record, IFieldSink sink)
    {
        sink.Integer(record.EnvironmentId);
        sink.Blob(record.NameHash);
        sink.Blob(record.Body);
        sink.Integer(record.Live);
        sink.Integer(record.Staged);
        sink.Integer(record.Last);
    }

    public override SecretRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new SecretRecord(id, row.Integer(), row.Blob(), row.Blob(), row.NullableInt(), row.NullableInt(), row.Int()) { Revision = revision };
    }

    public override SecretRecord WithRevision(SecretRecord record, long revision) => record with { Revision = revision };
}
