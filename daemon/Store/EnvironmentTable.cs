namespace Secrets.Daemon.Store;

internal sealed class EnvironmentTable() : RecordTable<EnvironmentRecord>(
    RecordKind.Environment, "environment", "project_id", "name_hash", "project_id", "name_hash", "body", "inherits_id", "public_key", "sealed_secret_key",
    "former_public_key", "former_sealed_secret_key")
{
    public static EnvironmentTable Instance { get; } = new();

    public override long ParentOf(EnvironmentRecord record) => record.ProjectId;

    public override long KeyOf(EnvironmentRecord record) => ManifestFile.KeyOf(record.NameHash);

    public override void Describe(EnvironmentRecord record, IFieldSink sink)
    {
        sink.Integer(record.ProjectId);
        sink.Blob(record.NameHash);
        sink.Blob(record.Body);
        sink.Integer(record.InheritsId);
        sink.Blob(record.PublicKey);
        sink.Blob(record.SealedSecretKey);
        sink.Blob(record.FormerPublicKey);
        sink.Blob(record.FormerSealedSecretKey);
    }

    public override EnvironmentRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new EnvironmentRecord(id, row.Integer(), row.Blob(), row.Blob(), row.NullableInteger(), row.Blob(), row.Blob())
        {
            Revision = revision,
            FormerPublicKey = row.NullableBlob(),
            FormerSealedSecretKey = row.NullableBlob(),
        };
    }

    public override EnvironmentRecord WithRevision(EnvironmentRecord record, long revision) => record with { Revision = revision };
}
