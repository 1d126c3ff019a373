namespace Secrets.Shared.Contract;

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">The entries, newest first; perhaps fewer than asked for, or none, though there are more.</param>
/// <param name="Next">Where the next page begins: its <see cref="AuditRequest.Before"/>. Null where all was looked at.</param>
public sealed record AuditReply(IReadOnlyList<AuditRecord> Entries, long? Next = null);
