using Secrets.Shared.Contract;

namespace Secrets.Daemon.Audit;

/// <summary>
/// Makes a page of the log: walks it from the newest entry down. A page ends when it is full, or when so many entries were looked at
/// that somebody else should have a turn; then it may be empty and there is more all the same.
/// </summary>
/// <param name="read">Entries before a sequence, newest first, at most so many.</param>
internal sealed class AuditPages(Func<long, int, IReadOnlyList<AuditEntry>> read)
{
    /// <summary>The most entries of a page.</summary>
    public const int LargestPage = 1000;

    /// <summary>Those of a page where nobody says how many.</summary>
    public const int UsualPage = 100;

    /// <summary>The most names of one entry that are answered.</summary>
    public const int MostNames = 1000;

    // A filter that finds nothing gives others a turn, and its caller a chance to ask for something else.
    private const int MostLookedAt = 20_000;

    // A name has 200 characters at most: all that is answered stays well below a frame.
    private const int MostNamesInPage = 4000;

    private const int ChunkSize = 512;

    // A clock that was set back and forth again makes a few entries look old. So many in a row are old.
    private const int OldInARow = 1000;

    /// <summary>The page.</summary>
    /// <exception cref="SecretsException">Invalid.</exception>
    public AuditReply Page(AuditRequest request)
    {
        int limit = request.Limit ?? UsualPage;
        if (limit is < 1 or > LargestPage)
            throw new SecretsException(ErrorCode.Invalid, $"a page has 1 to {LargestPage} entries");
        AuditFilter filter = new(request);
        List<AuditRecord> found = [];
        int names = 0, old = 0, looked = 0;
        long before = request.Before ?? long.MaxValue;
        while (read(before, looked == 0 ? limit : ChunkSize) is { Count: > 0 } chunk)
        {
            foreach (AuditEntry entry in chunk)
            {
                if (entry.Sequence <= request.After)
                    return new AuditReply(found);
                old = filter.IsOld(entry) ? old + 1 : 0;
                if (old == OldInARow)
                    return new AuditReply(found);
                if (filter.LetsThrough(entry))
                {
                    names += Math.Min(entry.Names.Count, MostNames);
                    // One that does not fit begins the next page.
                    if (found.Count > 0 && names > MostNamesInPage)
                        return new AuditReply(found, entry.Sequence + 1);
                    found.Add(Record(entry));
                }
                before = entry.Sequence;
                if (found.Count == limit || ++looked == MostLookedAt)
                    return new AuditReply(found, before > 1 ? before : null);
            }
        }
        return new AuditReply(found);
    }

    private static AuditRecord Record(AuditEntry entry) => new(
        entry.Sequence,
        entry.Time,
        entry.Action,
        entry.Names.Count <= MostNames ? entry.Names : [.. entry.Names.Take(MostNames)],
        entry.Names.Count,
        entry.Pid,
        entry.Uid,
        entry.Project.Length == 0 ? null : entry.Project,
        entry.Environment.Length == 0 ? null : entry.Environment,
        entry.Executable,
        entry.Program,
        entry.Detail);
}
