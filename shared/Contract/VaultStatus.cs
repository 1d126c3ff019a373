using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>The state of daemon and vault, as <c>secrets status --json</c> prints it.</summary>
/// <param name="Pid">The daemon's process id.</param>
/// <param name="Version">The daemon's release.</param>
/// <param name="Protocol">The protocol number it speaks.</param>
/// <param name="Pipe">The pipe's path.</param>
/// <param name="UptimeSeconds">Seconds since the daemon started.</param>
/// <param name="Initialized">Whether there is a vault.</param>
/// <param name="Locked">Whether the vault's keys are away (also true where there is no vault).</param>
/// <param name="LocksInSeconds">Seconds until the vault locks by itself, null while locked.</param>
/// <param name="Sqlite">The SQLite library in use, version and origin: <c>3.40.1 (system)</c>.</param>
/// <param name="Sodium">The libsodium in use: <c>1.0.18</c>.</param>
/// <param name="OpensWith">What opens the vault, each kind once; null where there is none, or where it cannot be read.</param>
public sealed record VaultStatus(
    int Pid,
    string Version,
    int Protocol,
    string Pipe,
    long UptimeSeconds,
    bool Initialized,
    bool Locked,
    long? LocksInSeconds = null,
    string? Sqlite = null,
    string? Sodium = null,
    IReadOnlyList<KeySource>? OpensWith = null)
{
    /// <summary>Whether a passphrase may be asked for; where it is not known what opens the vault, too.</summary>
    [JsonIgnore]
    public bool MayOpenWithPassphrase => OpensWith is null || OpensWith.Contains(KeySource.Passphrase);

    /// <summary>The command that unlocks a vault which no passphrase opens.</summary>
    [JsonIgnore]
    public string UnlockCommand => OpensWith?.Contains(KeySource.KeyFile) == true ? "secrets unlock --key-file FILE" : "secrets unlock --recovery";
}
