namespace Secrets.Shared.Contract;

/// <summary>A project.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Environments">The names of its environments, at least one.</param>
public sealed record ProjectEntry(string Name, DateTimeOffset CreatedAt, IReadOnlyList<string> Environments);
