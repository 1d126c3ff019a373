namespace Secrets.Daemon.Store;

/// <summary>What a unit touched: each record as it was before the unit, null for one that the unit made, and as it is now.</summary>
internal sealed class ChangeJournal
{
    /// <summary>The secrets that were inserted or updated, by their ids.</summary>
    public Dictionary<long, (SecretRecord? Before, SecretRecord After)> Secrets { get; } = [];

    /// <summary>The versions that were updated, by their ids.</summary>
    public Dictionary<long, (VersionRecord Before, VersionRecord After)> Versions { get; } = [];
}
