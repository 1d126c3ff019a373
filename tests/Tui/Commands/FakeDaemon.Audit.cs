using Secrets.Shared.Contract;

namespace Secrets.Tests.Tui.Commands;

internal sealed partial class FakeDaemon
{
    /// <summary>Newest first.</summary>
    public List<AuditRecord> Audit { get; } = [];

    public List<AuditRequest> AuditRequests { get; } = [];

    public List<SecretUse> Uses { get; } = [];

    public DateTimeOffset? UsesSince { get; set; }

    public Task<AuditReply> AuditAsync(AuditRequest request, CancellationToken cancellationToken)
    {
        Enter(null, needsKey: false);
        AuditRequests.Add(request);
        AuditRecord[] found = [.. Audit.Where(entry => entry.Sequence < (request.Before ?? long.MaxValue)).Take(Math.Min(request.Limit ?? 100, 2))];
        return Task.FromResult(new AuditReply(found, found is [.., { Sequence: > 1 } last] ? last.Sequence : null));
    }

    public Task<AuditVerifyReply> VerifyAuditAsync(CancellationToken cancellationToken)
    {
        Enter(null, needsKey: false);
        return Task.FromResult(new AuditVerifyReply(Audit.Count));
    }

    public Task FollowAuditAsync(FollowAuditRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<UsesReply> UsesAsync(DescribeRequest request, CancellationToken cancellationToken)
    {
        Enter(request.Scope, needsKey: false);
        return Task.FromResult(new UsesReply(Uses, UsesSince));
    }
}
