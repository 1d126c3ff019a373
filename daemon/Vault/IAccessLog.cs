using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>
/// Where the vault writes each access before a value leaves it; Audit implements it over the store. The vault asks for it, so that no
/// way to a value can forget it.
/// </summary>
internal interface IAccessLog
{
    /// <summary>Completes when the record is durable.</summary>
    /// <exception cref="SecretsException">It could not be written: the values stay where they are.</exception>
    Task RecordAsync(Access access);

    /// <summary>The last use of each secret that was ever used, by the secret's id.</summary>
    /// <exception cref="SecretsException">Damaged: an entry is not the one that was written.</exception>
    IReadOnlyDictionary<long, LastUse> LastUses();
}
