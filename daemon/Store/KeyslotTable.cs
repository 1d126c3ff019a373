namespace Secrets.Daemon.Store;

internal sealed class KeyslotTable() : RecordTable<KeyslotRecord>(
    RecordKind.Keyslot, "keyslot", "0", "0", "source", "body", "created_at", "details")
{
    public static KeyslotTable Instance { get; } = new();

    public override long ParentOf(KeyslotRecord record) => 0;

    public override long KeyOf(KeyslotRecord record) => 0;

    public override void Describe(KeyslotRecord record, IFieldSink sink)
    {
        sink.Integer(record.Source);
        sink.Blob(record.Body);
        sink.Integer(record.CreatedAt.ToUnixTimeMilliseconds());
        sink.Blob(record.Details);
    }

    public override KeyslotRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new KeyslotRecord(id, row.Int(), row.Blob(), row.Time(), row.Blob()) { Revision = revision };
    }

    public override KeyslotRecord WithRevision(KeyslotRecord record, long revision) => record with { Revision = revision };
}
