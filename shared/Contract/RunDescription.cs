namespace Secrets.Shared.Contract;

/// <summary>What a run would use now. Never a value.</summary>
/// <param name="Scope">The scope that its secrets come from.</param>
/// <param name="Secrets">The secrets, by name.</param>
/// <param name="Restart">When the configuration wants it started again: <c>no</c>, <c>on-failure</c> or <c>always</c>; null where it says nothing.</param>
public sealed record RunDescription(SecretScope Scope, IReadOnlyList<RunSource> Secrets, string? Restart = null);
