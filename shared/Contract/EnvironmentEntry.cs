namespace Secrets.Shared.Contract;

/// <summary>An environment of a project.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Secrets">How many secrets it has of its own, those only staged too.</param>
/// <param name="Inherits">The environment that it inherits from, or null.</param>
public sealed record EnvironmentEntry(string Name, DateTimeOffset CreatedAt, int Secrets, string? Inherits = null);
