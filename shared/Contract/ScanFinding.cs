namespace Secrets.Shared.Contract;

/// <summary>The value of a secret stands at a place.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Name">The secret.</param>
/// <param name="Scope">Where it is kept.</param>
public sealed record ScanFinding(int Line, string Name, SecretScope Scope);
