namespace Secrets.Daemon.Store;

internal sealed class ChangeTable() : RecordTable<ChangeRecord>(
    RecordKind.Change, "change", "environment_id", "0", "environment_id", "body")
{
    public static ChangeTable Instance { get; } = new();

    public override long ParentOf(ChangeRecord record) => record.EnvironmentId;

    public override long KeyOf(ChangeRecord record) => 0;

    public override void Describe(ChangeRecord record, IFieldSink sink)
    {
        sink.Integer(record.EnvironmentId);
        sink.Blob(record.Body);
    }

    public override ChangeRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new ChangeRecord(id, row.Integer(), row.Blob()) { Revision = revision };
    }

    public override ChangeRecord WithRevision(ChangeRecord record, long revision) => record with { Revision = revision };
}
