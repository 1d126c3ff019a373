namespace Secrets.Shared.Contract;

/// <summary>A name and its value.</summary>
/// <param name="Name">The secret's or the variable's name.</param>
/// <param name="Value">Its bytes.</param>
public sealed record NamedValue(string Name, SecretValue Value);
