using Secrets.Daemon.Store;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Where the vault writes each access before a value leaves it, and each change with the change itself; Audit implements it over the
/// store. The vault asks for it, so that no way to a value can forget it.
/// </summary>
internal interface IAccessLog
{
    /// <summary>Completes when the record is durable.</summary>
    /// <exception cref="SecretsException">It could not be written: the values stay where they are.</exception>
    Task RecordAsync(Access access);

    /// <summary>Writes the record of a change in the change's own transaction: both are durable, or neither, and it costs no sync of its own.</summary>
    void Append(WriteTransaction transaction, Access access);

    /// <summary>The last use of each secret that was ever used, by the secret's id.</summary>
    /// <exception cref="SecretsException">Damaged: an entry is not the one that was written.</exception>
    IReadOnlyDictionary<long, LastUse> LastUses();

    /// <summary>The last use of one secret, or null where it was never used.</summary>
    /// <exception cref="SecretsException">Damaged: an entry is not the one that was written.</exception>
    LastUse? LastUse(long secret);

    /// <summary>Where a secret is used, by its id.</summary>
    /// <exception cref="SecretsException">Damaged: an entry is not the one that was written.</exception>
    UsesReply Uses(long secret);

    /// <summary>Entries, newest first.</summary>
    /// <exception cref="SecretsException">Invalid; Damaged: an entry is not the one that was written.</exception>
    AuditReply Query(AuditRequest request);

    /// <summary>Walks the whole chain and says how many entries it has.</summary>
    /// <exception cref="SecretsException">Damaged, naming the first entry that is not the one that was written.</exception>
    long Verify();
}
