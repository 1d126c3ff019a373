namespace Secrets.Daemon.Vault.Records;

/// <summary>What a version said before a change and after it.</summary>
/// <param name="SecretId">The secret.</param>
/// <param name="Number">The version's number.</param>
/// <param name="Before">What it said before.</param>
/// <param name="After">What it said after.</param>
internal sealed record TouchedVersion(long SecretId, int Number, VersionBody Before, VersionBody After);
