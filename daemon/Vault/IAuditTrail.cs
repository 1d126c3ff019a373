using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// The audit log, as Rpc sees it. Reading it needs no secret key and does not count as use: a screen that shows it keeps no vault open.
/// Every method fails with <see cref="SecretsException"/> only.
/// </summary>
internal interface IAuditTrail
{
    /// <summary><c>audit.query</c></summary>
    Task<AuditReply> QueryAsync(AuditRequest request);

    /// <summary><c>audit.verify</c>; computes for long where the log is long.</summary>
    Task<AuditVerifyReply> VerifyAsync(CancellationToken cancellationToken);

    /// <summary><c>secret.uses</c></summary>
    Task<UsesReply> UsesAsync(DescribeRequest request);
}
