using Secrets.Shared.Contract;

namespace Secrets.Tui.ViewModels;

/// <summary>An environment that a person can go to.</summary>
/// <param name="Scope">Its project and itself.</param>
/// <param name="Secrets">How many secrets it has of its own.</param>
/// <param name="Inherits">The environment of the same project that it inherits from, or null.</param>
internal sealed record ScopeChoice(SecretScope Scope, int Secrets, string? Inherits);
