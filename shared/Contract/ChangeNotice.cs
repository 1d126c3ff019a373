namespace Secrets.Shared.Contract;

/// <summary>The notification <c>changed</c>: secrets of a scope were written or removed. Never a value.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment; empty where the project itself changed.</param>
/// <param name="Names">Which ones; none where the project or the environment itself was made, renamed, deleted or given another inheritance.</param>
public sealed record ChangeNotice(string Project, string Environment, IReadOnlyList<string> Names);
