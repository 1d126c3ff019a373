using Secrets.Daemon.Vault;

namespace Secrets.Daemon.Audit;

/// <summary>
/// When each secret was last used. It is read out of the log when it is first asked for, and then only what was added since: nobody
/// pays for it who does not ask.
/// </summary>
internal sealed class LastUseIndex
{
    private const int PageSize = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, LastUse> _uses = [];
    private long _next = 1;

    /// <summary>The last use of each secret, by its id.</summary>
    /// <param name="read">Entries from a sequence on, oldest first, at most so many.</param>
    public IReadOnlyDictionary<long, LastUse> Current(Func<long, int, IReadOnlyList<AuditEntry>> read)
    {
        lock (_gate)
        {
            while (read(_next, PageSize) is { Count: > 0 } page)
            {
                foreach (AuditEntry entry in page)
                    Add(entry);
                _next = page[^1].Sequence + 1;
            }
            // A copy: the next one who asks changes it.
            return new Dictionary<long, LastUse>(_uses);
        }
    }

    private void Add(AuditEntry entry)
    {
        if (entry.Action is not ("get" or "run") || entry.Secrets is not { Count: > 0 } secrets)
            return;
        LastUse use = new(entry.Time, (entry.Program ?? entry.Executable) is { } program ? $"{entry.Action} {program}" : entry.Action);
        foreach (long secret in secrets)
            _uses[secret] = use;
    }
}
