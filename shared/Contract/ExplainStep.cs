namespace Secrets.Shared.Contract;

/// <summary>What one environment of a chain says of a name.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Status">As <see cref="SecretEntry.Status"/>; <c>deleted</c> where it had the name once; <c>none</c> where it never had.</param>
/// <param name="Version">The live version's number, 0 where there is none.</param>
public sealed record ExplainStep(string Environment, string Status, int Version);
