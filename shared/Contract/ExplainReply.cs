namespace Secrets.Shared.Contract;

/// <summary>Which environment gives a scope a secret, and which were looked into.</summary>
/// <param name="Chain">The scope's own environment, then those it inherits from, nearest first; all of them, also behind the one that counts.</param>
/// <param name="Secret">The secret as <c>secret.describe</c> tells it, or null where no environment has it.</param>
/// <param name="Environment">The environment that it comes from, or null.</param>
public sealed record ExplainReply(IReadOnlyList<ExplainStep> Chain, SecretEntry? Secret = null, string? Environment = null);
