namespace Secrets.Tui.Commands;

/// <summary>What a <c>secrets.yml</c> says about the scope.</summary>
/// <param name="Project">The project that it names, or null.</param>
/// <param name="Environment">The environment that it names, or null.</param>
internal readonly record struct ScopeFile(string? Project, string? Environment);
