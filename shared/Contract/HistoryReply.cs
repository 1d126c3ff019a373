namespace Secrets.Shared.Contract;

/// <summary>The versions of a secret.</summary>
/// <param name="Versions">Newest first, without gaps.</param>
/// <param name="Older">The <see cref="HistoryRequest.Before"/> that asks for those that follow; null where there are no more.</param>
public sealed record HistoryReply(IReadOnlyList<VersionEntry> Versions, int? Older = null);
