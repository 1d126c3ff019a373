namespace Secrets.Shared.Contract;

/// <summary>Where stored values stand in a content. Never a value.</summary>
/// <param name="Findings">In the order of the content; a secret that stands there several times is named at each place.</param>
public sealed record ScanReply(IReadOnlyList<ScanFinding> Findings);
