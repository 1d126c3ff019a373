namespace Secrets.Shared.Contract;

/// <summary>A secret that needs a person's attention.</summary>
/// <param name="Scope">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Problems">At least one of <c>expired</c>, <c>due</c>, <c>unused</c>.</param>
/// <param name="UpdatedAt">When its value was set.</param>
/// <param name="ExpiresAt">When it is due, or null.</param>
/// <param name="LastUsedAt">When its value last left the vault, or null.</param>
public sealed record DueSecret(
    SecretScope Scope,
    string Name,
    IReadOnlyList<string> Problems,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null);
