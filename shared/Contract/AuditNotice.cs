namespace Secrets.Shared.Contract;

/// <summary>The notification <c>audited</c>: the audit log has grown.</summary>
/// <param name="Sequence">The number of the newest entry.</param>
public sealed record AuditNotice(long Sequence);
