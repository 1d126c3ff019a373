using System.Runtime.InteropServices;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Audit;

/// <summary>
/// When and where each secret was used. It is read out of the log when somebody first asks, and then only what was added since: nobody
/// pays for it who does not ask. The log is read backwards as far as the answer needs it.
/// </summary>
/// <param name="newer">Entries from a sequence on, oldest first, at most so many.</param>
/// <param name="older">Entries before a sequence, newest first, at most so many.</param>
internal sealed class UseIndex(Func<long, int, IReadOnlyList<AuditEntry>> newer, Func<long, int, IReadOnlyList<AuditEntry>> older)
{
    /// <summary>So many entries are looked at to tell where one secret is used, so that a log of years costs no more than one of days.</summary>
    public const int Window = 100_000;

    private const int PageSize = 512;
    private const int MostUses = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Dictionary<Use, Times>> _uses = [];

    // What was read: from the first of these up to the second, which was not.
    private long _first;
    private long _next;
    private DateTimeOffset _firstTime;

    /// <summary>The last use of each secret, by its id; reads the whole log.</summary>
    public IReadOnlyDictionary<long, LastUse> LastUses()
    {
        lock (_gate)
        {
            Read(long.MaxValue);
            Dictionary<long, LastUse> last = new(_uses.Count);
            foreach ((long secret, Dictionary<Use, Times> uses) in _uses)
                last.Add(secret, Last(uses));
            return last;
        }
    }

    /// <summary>The last use of one secret; reads the whole log only where the newest part knows of none.</summary>
    public LastUse? LastUse(long secret)
    {
        lock (_gate)
        {
            Read(Window);
            if (!_uses.ContainsKey(secret))
                Read(long.MaxValue);
            return _uses.TryGetValue(secret, out Dictionary<Use, Times>? uses) ? Last(uses) : null;
        }
    }

    /// <summary>Where a secret is used, by its id; reads the newest part of a long log.</summary>
    public UsesReply Uses(long secret)
    {
        lock (_gate)
        {
            Read(Window);
            DateTimeOffset? since = _first > 1 ? _firstTime : null;
            if (!_uses.TryGetValue(secret, out Dictionary<Use, Times>? uses))
                return new UsesReply([], since);
            return new UsesReply(
                [.. uses.OrderByDescending(static pair => pair.Value.LastSequence).Take(MostUses).Select(static pair => new SecretUse(pair.Key.Action, pair.Key.Scope, pair.Value.Count, pair.Value.LastAt, pair.Key.Program))],
                since);
        }
    }

    private static LastUse Last(Dictionary<Use, Times> uses)
    {
        (Use use, Times times) = uses.MaxBy(static pair => pair.Value.LastSequence);
        return new LastUse(times.LastAt, use.Program is { } program ? $"{use.Action} {program}" : use.Action);
    }

    private void Read(long window)
    {
        if (_next == 0)
        {
            if (older(long.MaxValue, 1) is not [AuditEntry newest])
                return;
            _first = _next = newest.Sequence + 1;
        }
        while (newer(_next, PageSize) is { Count: > 0 } page)
        {
            foreach (AuditEntry entry in page)
                Add(entry);
            _next = page[^1].Sequence + 1;
        }
        while (_first > 1 && _next - _first < window && older(_first, PageSize) is { Count: > 0 } page)
        {
            foreach (AuditEntry entry in page)
                Add(entry);
            (_first, _firstTime) = (page[^1].Sequence, page[^1].Time);
        }
    }

    private void Add(AuditEntry entry)
    {
        if (!AuditWords.IsUse(entry.Action) || entry.Secrets is not { Count: > 0 } secrets)
            return;
        Use use = new(entry.Action, entry.Program ?? entry.Executable, new SecretScope(entry.Project, entry.Environment));
        foreach (long secret in secrets.Distinct())
        {
            ref Dictionary<Use, Times>? uses = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, secret, out _);
            ref Times? known = ref CollectionsMarshal.GetValueRefOrAddDefault(uses ??= [], use, out _);
            Times times = known ??= new Times();
            times.Count++;
            if (entry.Sequence > times.LastSequence)
                (times.LastSequence, times.LastAt) = (entry.Sequence, entry.Time);
        }
    }

    private sealed record Use(string Action, string? Program, SecretScope Scope);

    private sealed class Times
    {
        public long Count { get; set; }

        public long LastSequence { get; set; }

        public DateTimeOffset LastAt { get; set; }
    }
}
