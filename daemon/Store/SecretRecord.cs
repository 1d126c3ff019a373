namespace Secrets.Daemon.Store;

/// <summary>A secret: its encrypted name and pointers to its versions. The name-to-id binding is authenticated here.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="EnvironmentId">Its environment.</param>
/// <param name="NameHash">Keyed hash of the name, at least 8 bytes, unique in the environment.</param>
/// <param name="Body">The name and when it was made, encrypted; what describes the secret belongs to its versions.</param>
/// <param name="Live">The live version's number (a tombstone's for a deleted secret), or null where only a staged one exists.</param>
/// <param name="Staged">The staged version's number, or null.</param>
/// <param name="Last">The highest number given to a version; never falls.</param>
internal sealed record SecretRecord(
    long Id,
    long EnvironmentId,
    byte[] NameHash,
    byte[] Body,
    int? Live,
    int? Staged,
    int Last) : IRecord
{
    public long Revision { get; init; }
}
