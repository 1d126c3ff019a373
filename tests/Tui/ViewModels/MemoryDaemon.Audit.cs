using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.ViewModels;

internal sealed partial class MemoryDaemon
{
    private readonly List<AuditRecord> _audit = [];

    /// <summary>How often a page of the audit log was asked for.</summary>
    public int AuditPages { get; private set; }

    /// <summary>Whether somebody wants to be told of each entry.</summary>
    public bool IsFollowed { get; private set; }

    /// <summary>The answer to a verification that finds damage.</summary>
    public SecretsException? AuditDamage { get; set; }

    public List<SecretUse> Uses { get; } = [];

    /// <summary>Writes an entry as somebody else's call would.</summary>
    public void Record(string action, string[] names, SecretScope? scope = null, string? program = null, string? executable = "/usr/bin/secrets", string? detail = null, int pid = 4711)
    {
        _audit.Insert(0, new AuditRecord(_audit.Count + 1, clock.GetUtcNow(), action, names, names.Length, pid, 1000, scope?.Project, scope is { Environment.Length: > 0 } ? scope.Environment : null, executable, program, detail));
        if (!IsFollowed)
            return;
        foreach (MemorySession session in _sessions.ToArray())
            session.Tell(new AuditNotice(_audit.Count));
    }

    public async Task<AuditReply> AuditAsync(AuditRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        AuditPages++;
        // As the daemon does it, roughly: words that have to occur.
        string[] words = (request.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        AuditRecord[] all = [.. _audit.Where(entry => entry.Sequence < (request.Before ?? long.MaxValue) && entry.Sequence > (request.After ?? 0) && words.All(word => Has(entry, word)))];
        AuditRecord[] found = [.. all.Take(request.Limit ?? 100)];
        return new AuditReply(found, found.Length < all.Length ? found[^1].Sequence : null);
    }

    public async Task<AuditVerifyReply> VerifyAuditAsync(CancellationToken cancellationToken)
    {
        await WaitAsync();
        return AuditDamage is null ? new AuditVerifyReply(_audit.Count) : throw AuditDamage;
    }

    public Task FollowAuditAsync(FollowAuditRequest request, CancellationToken cancellationToken)
    {
        IsFollowed = request.Follow;
        return WaitAsync();
    }

    public async Task<UsesReply> UsesAsync(DescribeRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync();
        return new UsesReply(Uses);
    }

    private static bool Has(AuditRecord entry, string word) =>
        $"{entry.Action} {string.Join(' ', entry.Names)} {entry.Program} {entry.Executable} {entry.Project}/{entry.Environment} {entry.Detail}".Contains(word, StringComparison.OrdinalIgnoreCase);
}
