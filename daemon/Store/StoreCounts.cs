using System.Runtime.InteropServices;

namespace Secrets.Daemon.Store;

/// <summary>How much a store holds.</summary>
/// <param name="Records">Rows of all kinds.</param>
/// <param name="Values">Values among the versions.</param>
/// <param name="AuditEntries">Entries of the audit log.</param>
/// <param name="Generation">The generation that was looked at.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StoreCounts(long Records, long Values, long AuditEntries, long Generation);
