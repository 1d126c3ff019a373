namespace Secrets.Daemon.Store;

internal sealed class ProjectTable() : RecordTable<ProjectRecord>(
    RecordKind.Project, "project", "0", "name_hash", "name_hash", "body")
{
    public static ProjectTable Instance { get; } = new();

    public override long ParentOf(ProjectRecord record) => 0;

    public override long KeyOf(ProjectRecord record) => ManifestFile.KeyOf(record.NameHash);

    public override void Describe(ProjectRecord record, IFieldSink sink)
    {
        sink.Blob(record.NameHash);
        sink.Blob(record.Body);
    }

    public override ProjectRecord Read(Row row)
    {
        (long id, long revision) = (row.Integer(), row.Integer());
        return new ProjectRecord(id, row.Blob(), row.Blob()) { Revision = revision };
    }

    public override ProjectRecord WithRevision(ProjectRecord record, long revision) => record with { Revision = revision };
}
