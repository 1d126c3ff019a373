using System.Runtime.InteropServices;

namespace Secrets.Daemon.Store;

/// <summary>
/// The one row that stands for the whole store. Its own tag ties records and audit chain together, so neither can be
/// taken back without the other.
/// </summary>
/// <param name="Generation">Counts the transactions that changed records.</param>
/// <param name="NextId">The next id to be given; here, so that an id is never given twice.</param>
/// <param name="RecordsTag"><see cref="Manifest.Tag"/>.</param>
/// <param name="AuditSequence">The last audit entry's number, 0 while there is none.</param>
/// <param name="AuditChain">The last audit entry's chain tag.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ManifestHead(long Generation, long NextId, RecordTag RecordsTag, long AuditSequence, RecordTag AuditChain)
{
    public RecordTag Tag(TagMessage message, IRecordAuthenticator authenticator)
    {
        message.Start(TagDomain.Head);
        message.Integer(Generation);
        message.Integer(NextId);
        message.Field(RecordsTag);
        message.Integer(AuditSequence);
        message.Field(AuditChain);
        return message.Tag(authenticator);
    }
}
