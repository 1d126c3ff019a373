using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Rpc;

/// <summary>What the daemon says of itself.</summary>
/// <param name="release">Its release.</param>
/// <param name="pipe">The pipe's path.</param>
/// <param name="clock">Counts the time since the start.</param>
internal sealed class DaemonFacts(string release, string pipe, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Its release.</summary>
    public string Release => release;

    /// <summary>The answer to <c>vault.status</c>.</summary>
    public VaultStatus Status(VaultState vault) => new(
        Environment.ProcessId,
        release,
        Protocol.Version,
        pipe,
        (long)clock.GetElapsedTime(_started).TotalSeconds,
        vault.Initialized,
        vault.Locked,
        vault.LocksInSeconds,
        vault.Sqlite,
        vault.Sodium,
        vault.OpensWith);
}
