namespace Secrets.Daemon.Store;

/// <summary>One way to open the vault.</summary>
/// <param name="Id">From <see cref="WriteTransaction.NewId"/>.</param>
/// <param name="Source">The number of the key source (passphrase, key file, …).</param>
/// <param name="Body">Parameters, salt, commitment and the wrapped identity key, in Crypto's format.</param>
/// <param name="CreatedAt">When its key was set.</param>
/// <param name="Details">Its label and its last use, encrypted.</param>
internal sealed record KeyslotRecord(long Id, int Source, byte[] Body, DateTimeOffset CreatedAt, byte[] Details) : IRecord
{
    public long Revision { get; init; }
}
