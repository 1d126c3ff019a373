namespace Secrets.Shared.Contract;

/// <summary>What a backup holds; of <c>store.restore</c>, what was brought back.</summary>
/// <param name="Bytes">The file's length.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Values">How many values, of all versions.</param>
/// <param name="AuditEntries">How many entries of the audit log.</param>
/// <param name="Replaced">The file into which a vault was moved that a restored one replaced; null where there was none.</param>
public sealed record BackupReply(long Bytes, long Records, long Values, long AuditEntries, string? Replaced = null);
