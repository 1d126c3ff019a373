namespace Secrets.Shared.Contract;

/// <summary>How two sides compare.</summary>
/// <param name="Secrets">One entry each, ordered by name (ordinal).</param>
public sealed record DiffReply(IReadOnlyList<DiffEntry> Secrets);
