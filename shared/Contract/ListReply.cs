namespace Secrets.Shared.Contract;

/// <summary>The secrets of a scope, ordered by name (ordinal).</summary>
/// <param name="Secrets">One entry each, never a value.</param>
public sealed record ListReply(IReadOnlyList<SecretEntry> Secrets);
