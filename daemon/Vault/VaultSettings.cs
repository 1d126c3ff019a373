using Secrets.Daemon.Crypto;

namespace Secrets.Daemon.Vault;

/// <summary>What of the vault's behaviour can be chosen.</summary>
internal sealed record VaultSettings
{
    /// <summary>The vault locks after this long without use. Too short makes people careless with the passphrase.</summary>
    public TimeSpan LocksWhenIdle { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The vault locks this long after it was unlocked, used or not.</summary>
    public TimeSpan LocksAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The daemon itself, for the records of what nobody asked for: the vault locks when its time is up.</summary>
    public required Caller Self { get; init; }

    /// <summary>What a new passphrase's Argon2id costs, or null: about half a second on this machine.</summary>
    public PasswordHashParameters? PasswordCost { get; init; }
}
