namespace Secrets.Shared.Contract;

/// <summary>The secrets that need a person's attention.</summary>
/// <param name="Looked">How many secrets were looked at.</param>
/// <param name="Secrets">Those, by project, environment and name.</param>
public sealed record DueReply(int Looked, IReadOnlyList<DueSecret> Secrets);
