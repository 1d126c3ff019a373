namespace Secrets.Daemon.Store;

/// <summary>A secret with its live version.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Version">Its live version (which may be a tombstone), or null where only a staged one exists.</param>
internal sealed record SecretVersion(SecretRecord Secret, VersionRecord? Version);
