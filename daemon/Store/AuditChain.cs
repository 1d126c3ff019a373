using Microsoft.Data.Sqlite;

namespace Secrets.Daemon.Store;

/// <summary>The hash chain of the audit log: each entry's tag covers the tag before it, so none can be changed, dropped or reordered.</summary>
internal static class AuditChain
{
    public static RecordTag Next(RecordTag before, long sequence, ReadOnlySpan<byte> body, TagMessage message, IRecordAuthenticator authenticator)
    {
        message.Start(TagDomain.Audit);
        message.Field(before);
        message.Integer(sequence);
        message.Span(body);
        return message.Tag(authenticator);
    }

    /// <summary>Walks the chain from its first entry to the head's.</summary>
    public static long Verify(StoreConnection connection, ManifestHead head, IRecordAuthenticator authenticator)
    {
        RecordTag chain = default;
        long sequence = 0;
        using SqliteDataReader reader = connection.Prepared("SELECT sequence, body, chain FROM audit ORDER BY sequence").Query();
        Row row = new(reader);
        while (row.Next())
        {
            sequence++;
            (long found, byte[] body, byte[] stored) = (row.Integer(), row.Blob(), row.Blob());
            chain = Next(chain, sequence, body, connection.Message, authenticator);
            if (found != sequence || !chain.Equals(RecordTag.From(stored)))
                throw StoreErrors.Damaged($"audit entry {sequence} is not the one that was written");
        }
        if (sequence != head.AuditSequence || !chain.Equals(head.AuditChain))
            throw StoreErrors.Damaged($"audit entries after {sequence} are missing");
        return sequence;
    }
}
