using System.Buffers.Binary;
using System.Text.Json;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Audit;

/// <summary>
/// The audit log: append-only, encrypted under the metadata key, hash-chained in the store. It works while the vault is locked.
/// An entry is a transaction of two pages, shared with whatever else is being written at that moment; that of a change is part of the
/// change's transaction.
/// </summary>
internal sealed class AuditLog : IAccessLog
{
    private readonly SecretStore _store;
    private readonly IBodyCipher _cipher;
    private readonly TimeProvider _clock;
    private readonly UseIndex _uses;

    /// <param name="store">Where the chain lies.</param>
    /// <param name="cipher">The vault's cipher for bodies.</param>
    /// <param name="clock">For the time of an entry.</param>
    /// <param name="observer">Is told when the log has grown.</param>
    public AuditLog(SecretStore store, IBodyCipher cipher, TimeProvider clock, IVaultObserver observer)
    {
        (_store, _cipher, _clock) = (store, cipher, clock);
        _uses = new UseIndex(
            (from, limit) => [.. store.Read(transaction => transaction.AuditFrom(from, limit)).Select(Open)],
            Before);
        store.AuditGrown = sequence => observer.Audited(new AuditNotice(sequence));
    }

    public Task RecordAsync(Access access)
    {
        // Everything that needs no place in the chain is done before the writer's turn.
        byte[] plaintext = Serialize(access);
        return _store.WriteAsync(transaction => Append(transaction, plaintext));
    }

    public void Append(WriteTransaction transaction, Access access) => Append(transaction, Serialize(access));

    public IReadOnlyDictionary<long, LastUse> LastUses() => _uses.LastUses();

    public LastUse? LastUse(long secret) => _uses.LastUse(secret);

    public UsesReply Uses(long secret) => _uses.Uses(secret);

    public AuditReply Query(AuditRequest request) => new AuditPages(Before).Page(request);

    public long Verify() => _store.Read(static transaction => transaction.VerifyAudit());

    /// <summary>Entries before a sequence, newest first.</summary>
    /// <exception cref="SecretsException">Damaged: an entry is not the one that was written, or is missing.</exception>
    private IReadOnlyList<AuditEntry> Before(long sequence, int limit)
    {
        (IReadOnlyList<AuditRow> rows, long newest) = _store.Read(transaction => (transaction.AuditBefore(sequence, limit), transaction.AuditSequence));
        long expected = Math.Min(sequence - 1, newest);
        AuditEntry[] entries = new AuditEntry[Math.Min(limit, expected)];
        for (int i = 0; i < entries.Length; i++, expected--)
            entries[i] = i < rows.Count && rows[i].Sequence == expected ? Open(rows[i]) : throw Damaged(expected, "is missing");
        return entries;
    }

    private byte[] Serialize(Access access) => JsonSerializer.SerializeToUtf8Bytes(
        new AuditEntry(
            _clock.GetUtcNow(),
            AuditWords.Of(access.Kind),
            access.Scope?.Project ?? "",
            access.Scope?.Environment ?? "",
            access.Names,
            access.Caller.Pid,
            access.Caller.Uid,
            access.Caller.Executable,
            access.Program,
            access.Secrets.Count > 0 ? access.Secrets : null,
            access.Detail),
        AuditJson.Default.AuditEntry);

    private long Append(WriteTransaction transaction, byte[] plaintext) =>
        transaction.AppendAudit(_cipher.Seal(plaintext, AssociatedData(transaction.NextAuditSequence)));

    private AuditEntry Open(AuditRow row)
    {
        try
        {
            byte[] plaintext = _cipher.Open(row.Body, AssociatedData(row.Sequence));
            AuditEntry? entry = JsonSerializer.Deserialize(plaintext, AuditJson.Default.AuditEntry);
            return (entry ?? throw Damaged(row.Sequence, "is empty")) with { Sequence = row.Sequence };
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.Damaged)
        {
            throw Damaged(row.Sequence, "is not the one that was written");
        }
    }

    private static SecretsException Damaged(long sequence, string how) =>
        new(ErrorCode.Damaged, $"audit entry {sequence} {how}", "secrets audit verify");

    private static byte[] AssociatedData(long sequence)
    {
        byte[] data = [.. "audit"u8, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(5), sequence);
        return data;
    }
}
