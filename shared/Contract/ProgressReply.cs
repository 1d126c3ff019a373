namespace Secrets.Shared.Contract;

/// <summary>How far the long work is that the daemon does at the moment, whoever asked for it.</summary>
/// <param name="Work"><c>import</c>, <c>backup</c>, <c>restore</c>, <c>check</c> or <c>rotate</c>; null where there is none.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps altogether, 0 while that is not known.</param>
public sealed record ProgressReply(string? Work = null, long Done = 0, long Total = 0);
