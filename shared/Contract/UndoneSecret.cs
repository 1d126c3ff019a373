namespace Secrets.Shared.Contract;

/// <summary>A secret after an undo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scope">Where it is.</param>
/// <param name="Status">As <see cref="SecretEntry.Status"/>, or <c>deleted</c>.</param>
/// <param name="Version">The live version's number, 0 where there is none.</param>
public sealed record UndoneSecret(string Name, SecretScope Scope, string Status, int Version);
