namespace Secrets.Shared.Contract;

/// <summary>What was written.</summary>
/// <param name="Versions">The new version of each, in the order of the request.</param>
public sealed record SetReply(IReadOnlyList<int> Versions);
