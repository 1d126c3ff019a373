namespace Secrets.Shared.Contract;

/// <summary>The environments of a project, by name.</summary>
/// <param name="Environments">The environments.</param>
public sealed record EnvironmentListReply(IReadOnlyList<EnvironmentEntry> Environments);
