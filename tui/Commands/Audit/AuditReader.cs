using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Audit;

/// <summary>Reads the audit log page by page, newest entries first.</summary>
/// <param name="context">The outside world.</param>
internal sealed class AuditReader(CommandContext context)
{
    private const int Page = 1000;

    /// <summary>The entries; asks for a page when the one before was taken.</summary>
    public IEnumerable<AuditRecord> Read(AuditRequest request, int limit)
    {
        long? next = null;
        do
        {
            AuditRequest page = request with { Limit = Math.Min(limit, Page), Before = next };
            AuditReply reply = context.Call(daemon => daemon.AuditAsync(page, CancellationToken.None));
            foreach (AuditRecord entry in reply.Entries)
                yield return entry;
            limit -= reply.Entries.Count;
            next = reply.Next;
        }
        while (limit > 0 && next is not null);
    }
}
