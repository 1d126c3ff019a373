namespace Secrets.Shared.Contract;

/// <summary>One version of a secret, all but its value.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Kind"><c>value</c> or <c>deletion</c>.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Live">Whether runs get it.</param>
/// <param name="Staged">Whether it waits for a deploy.</param>
/// <param name="Digest">As <see cref="SecretEntry.Digest"/>.</param>
/// <param name="Description">What was said of it, or null.</param>
/// <param name="WriteOnly">Whether only a run may use it.</param>
/// <param name="Template">True for a template, else null.</param>
public sealed record VersionEntry(
    int Version,
    string Kind,
    DateTimeOffset CreatedAt,
    bool Live = false,
    bool Staged = false,
    string? Digest = null,
    string? Description = null,
    bool WriteOnly = false,
    bool? Template = null);
