namespace Secrets.Daemon.Store;

internal sealed class VersionTable() : RecordTable<VersionRecord>(
    RecordKind.Version, "version", "secret_id", "number", "secret_id", "number", "kind", "sealed_data_key", "nonce", "digest", "created_at", "body", "ciphertext_tag")
{
    public static VersionTable Instance { get; } = new();

    public override long ParentOf(VersionRecord record) => record.SecretId;

    public override long KeyOf(VersionRecord record) => record.Number;

    public override void Describe(VersionRecord record, IFieldSink sink)
    {
        sink.Integer(record.SecretId);
        sink.Integer(record.Number);
        sink.Integer((long)record.Kind);
        sink.Blob(record.SealedDataKey);
        sink.Blob(record.Nonce);
        sink.Blob(record.Digest);
        sink.Integer(record.CreatedAt.ToUnixTimeMilliseconds());
        sink.Blob(record.Body);
        sink.Blob(record.CiphertextTag);
    }

    public override VersionRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new VersionRecord(id, row.Integer(), row.Int(), (VersionKind)row.Int(), row.Blob(), row.Blob(), row.NullableBlob(), row.Time())
        {
            Revision = revision,
            Body = row.Blob(),
            CiphertextTag = row.Blob(),
        };
    }

    public override VersionRecord WithRevision(VersionRecord record, long revision) => record with { Revision = revision };
}
