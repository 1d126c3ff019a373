namespace Secrets.Shared.Contract;

/// <summary>One way in which a secret is used.</summary>
/// <param name="Action"><c>run</c>, <c>get</c>, <c>export</c> or <c>inject</c>.</param>
/// <param name="Scope">Where it was asked for: an environment that inherits it is another one.</param>
/// <param name="Count">How often.</param>
/// <param name="LastAt">When last.</param>
/// <param name="Program">The program that a run started, else the caller's; null where that is not known.</param>
public sealed record SecretUse(string Action, SecretScope Scope, long Count, DateTimeOffset LastAt, string? Program = null);
