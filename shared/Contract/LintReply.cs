namespace Secrets.Shared.Contract;

/// <summary>What is wrong with a text.</summary>
/// <param name="Findings">In the order of the text.</param>
public sealed record LintReply(IReadOnlyList<LintFinding> Findings);
