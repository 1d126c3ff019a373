namespace Secrets.Shared.Contract;

/// <summary>What was written.</summary>
/// <param name="Versions">The new version of each, in the order of the request; where only what is said about it changed, the one that it is said of.</param>
/// <param name="PublicKeys">The public halves of key pairs that were generated, by the secret's name; null where there are none.</param>
public sealed record SetReply(IReadOnlyList<int> Versions, IReadOnlyDictionary<string, string>? PublicKeys = null);
