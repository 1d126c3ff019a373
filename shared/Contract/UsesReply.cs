namespace Secrets.Shared.Contract;

/// <summary>Where a secret is used, by what the audit log says.</summary>
/// <param name="Uses">Each use once, the latest first, twenty at most.</param>
/// <param name="Since">Only entries from this moment on were counted; null where the whole log was.</param>
public sealed record UsesReply(IReadOnlyList<SecretUse> Uses, DateTimeOffset? Since = null);
