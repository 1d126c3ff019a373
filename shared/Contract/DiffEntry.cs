namespace Secrets.Shared.Contract;

/// <summary>How a secret compares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result"><c>same</c>, <c>different</c>, <c>only-a</c> or <c>only-b</c>.</param>
public sealed record DiffEntry(string Name, string Result);
