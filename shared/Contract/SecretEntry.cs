namespace Secrets.Shared.Contract;

/// <summary>Everything about a secret but its value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The live version's number, from 1; 0 when only a staged one exists.</param>
/// <param name="Status"><c>live</c>, <c>staged</c> (only a staged version exists), <c>live+staged</c> or <c>live+removal</c> (the next deploy removes it).</param>
/// <param name="CreatedAt">When the name was first set.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Digest">The live value's keyed digest (32 hex digits), null while it is pending: written while locked and not opened since.</param>
/// <param name="Description">Free text, or null.</param>
/// <param name="Tags">Free words, or null.</param>
/// <param name="WriteOnly">Whether only a run may use it.</param>
/// <param name="ExpiresAt">When it is due, or null.</param>
/// <param name="LastUsedAt">When its value last left the vault, or null; told by <c>secret.describe</c> only.</param>
/// <param name="LastUsedBy">What for: <c>run train</c>, or <c>get</c> and the program that asked; null where that is not known.</param>
/// <param name="References">The secrets that its value refers to, where it is a template; else null.</param>
public sealed record SecretEntry(
    string Name,
    int Version,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Digest = null,
    string? Description = null,
    IReadOnlyList<string>? Tags = null,
    bool WriteOnly = false,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null,
    string? LastUsedBy = null,
    IReadOnlyList<string>? References = null);
