namespace Secrets.Shared.Contract;

/// <summary>The audit log is whole: every entry is the one that was written, and none is missing.</summary>
/// <param name="Entries">How many there are.</param>
public sealed record AuditVerifyReply(long Entries);
