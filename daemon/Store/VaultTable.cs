namespace Secrets.Daemon.Store;

internal sealed class VaultTable() : RecordTable<VaultRecord>(
    RecordKind.Vault, "vault", "0", "0", "vault_id", "format", "suite", "identity_public_key", "sealed_device_key", "sealed_digest_key", "created_at")
{
    public static VaultTable Instance { get; } = new();

    public override long ParentOf(VaultRecord record) => 0;

    public override long KeyOf(VaultRecord record) => 0;

    public override void Describe(VaultRecord record, IFieldSink sink)
    {
        sink.Blob(record.VaultId);
        sink.Integer(record.Format);
        sink.Integer(record.Suite);
        sink.Blob(record.IdentityPublicKey);
        sink.Blob(record.SealedDeviceKey);
        sink.Blob(record.SealedDigestKey);
        sink.Integer(record.CreatedAt.ToUnixTimeMilliseconds());
    }

    public override VaultRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new VaultRecord(id, row.Blob(), row.Int(), row.Int(), row.Blob(), row.Blob(), row.Blob(), row.Time()) { Revision = revision };
    }

    public override VaultRecord WithRevision(VaultRecord record, long revision) => record with { Revision = revision };
}
