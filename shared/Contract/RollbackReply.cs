namespace Secrets.Shared.Contract;

/// <summary>What a rollback wrote.</summary>
/// <param name="Version">The new version's number.</param>
public sealed record RollbackReply(int Version);
