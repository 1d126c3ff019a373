namespace Secrets.Tui.Commands;

/// <summary>A part of the scope, and what decided it.</summary>
/// <param name="Name">The project's or the environment's name.</param>
/// <param name="Source">What decided.</param>
/// <param name="From">The option, the variable or the file that did; empty for the default.</param>
internal readonly record struct ScopeSetting(string Name, ScopeSource Source, string From);
