namespace Secrets.Shared.Contract;

/// <summary>What was deployed or discarded, by name.</summary>
/// <param name="Secrets">The secrets; none where nothing was staged.</param>
public sealed record StagingReply(IReadOnlyList<StagedSecret> Secrets);
