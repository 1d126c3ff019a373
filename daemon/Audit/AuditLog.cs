using System.Buffers.Binary;
using System.Text.Json;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Audit;

/// <summary>
/// The audit log: append-only, encrypted under the metadata key, hash-chained in the store. It works while the vault is locked.
/// An entry is a transaction of two pages, shared with whatever else is being written at that moment.
/// </summary>
/// <param name="store">Where the chain lies.</param>
/// <param name="cipher">The vault's cipher for bodies.</param>
/// <param name="clock">For the time of an entry.</param>
internal sealed class AuditLog(SecretStore store, IBodyCipher cipher, TimeProvider clock) : IAccessLog
{
    private readonly LastUseIndex _lastUses = new();

    public Task RecordAsync(Access access)
    {
        AuditEntry entry = new(
            clock.GetUtcNow(),
            access.Kind switch
            {
                AccessKind.Run => "run",
                AccessKind.Rollback => "rollback",
                AccessKind.Copy => "copy",
                AccessKind.Scan => "scan",
                _ => "get",
            },
            access.Scope.Project,
            access.Scope.Environment,
            access.Names,
            access.Caller.Pid,
            access.Caller.Uid,
            access.Caller.Executable,
            access.Program,
            access.Secrets);
        // Everything that needs no place in the chain is done before the writer's turn.
        byte[] plaintext = JsonSerializer.SerializeToUtf8Bytes(entry, AuditJson.Default.AuditEntry);
        return store.WriteAsync(transaction => transaction.AppendAudit(cipher.Seal(plaintext, AssociatedData(transaction.NextAuditSequence))));
    }

    public IReadOnlyDictionary<long, LastUse> LastUses() =>
        _lastUses.Current((from, limit) => [.. store.Read(transaction => transaction.AuditFrom(from, limit)).Select(Open)]);

    /// <summary>Entries before a sequence, newest first.</summary>
    /// <exception cref="SecretsException">Damaged: an entry is not the one that was written.</exception>
    public IReadOnlyList<AuditEntry> Query(int limit, long before = long.MaxValue) =>
        [.. store.Read(transaction => transaction.AuditBefore(before, limit)).Select(Open)];

    /// <summary>Walks the whole chain and says how many entries it has.</summary>
    /// <exception cref="SecretsException">Damaged, naming the first entry that is not the one that was written.</exception>
    public long Verify() => store.Read(static transaction => transaction.VerifyAudit());

    private AuditEntry Open(AuditRow row)
    {
        byte[] plaintext = cipher.Open(row.Body, AssociatedData(row.Sequence));
        AuditEntry? entry = JsonSerializer.Deserialize(plaintext, AuditJson.Default.AuditEntry);
        return (entry ?? throw new SecretsException(ErrorCode.Damaged, $"audit entry {row.Sequence} is empty")) with { Sequence = row.Sequence };
    }

    private static byte[] AssociatedData(long sequence)
    {
        byte[] data = [.. "audit"u8, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(5), sequence);
        return data;
    }
}
