namespace Secrets.Shared.Contract;

/// <summary>Every project, by name.</summary>
/// <param name="Projects">The projects.</param>
public sealed record ProjectListReply(IReadOnlyList<ProjectEntry> Projects);
