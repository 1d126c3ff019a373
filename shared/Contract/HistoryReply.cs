namespace Secrets.Shared.Contract;

/// <summary>The versions of a secret.</summary>
/// <param name="Versions">Newest first, without gaps.</param>
public sealed record HistoryReply(IReadOnlyList<VersionEntry> Versions);
