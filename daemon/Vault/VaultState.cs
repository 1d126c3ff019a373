using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault;

/// <summary>The vault's part of <c>vault.status</c>.</summary>
/// <param name="Initialized">Whether there is a vault.</param>
/// <param name="Locked">Whether its keys are away; true where there is no vault.</param>
/// <param name="LocksInSeconds">Seconds until it locks by itself, null while locked.</param>
/// <param name="Sqlite">The SQLite library in use, version and origin.</param>
/// <param name="Sodium">The libsodium in use.</param>
/// <param name="OpensWith">What opens it, each kind once; null where there is no vault, or none that can be read.</param>
internal readonly record struct VaultState(
    bool Initialized,
    bool Locked,
    long? LocksInSeconds,
    string? Sqlite,
    string? Sodium,
    IReadOnlyList<KeySource>? OpensWith = null);
