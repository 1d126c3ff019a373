namespace Secrets.Shared.Contract;

/// <summary>A secret that a run uses, without its value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">A number that is another one whenever the value that a run would get is another one; it means nothing else.</param>
public sealed record RunSource(string Name, long Version);
