namespace Secrets.Shared.Contract;

/// <summary>The state of the store.</summary>
/// <param name="Records">How many records there are.</param>
/// <param name="Values">How many values, of all versions.</param>
/// <param name="AuditEntries">How many entries the audit log has.</param>
/// <param name="Opened">Whether every value was opened too: only an unlocked vault can.</param>
/// <param name="Damaged">What is not what was written, by name where that can be read; the first hundred. Empty: all is well.</param>
public sealed record CheckReply(long Records, long Values, long AuditEntries, bool Opened, IReadOnlyList<string> Damaged);
