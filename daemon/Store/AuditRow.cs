namespace Secrets.Daemon.Store;

/// <summary>One entry of the audit chain as it is stored.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Body">The record, encrypted.</param>
/// <param name="Chain">The tag over the chain before it, the sequence and the body.</param>
internal sealed record AuditRow(long Sequence, byte[] Body, byte[] Chain);
