namespace Secrets.Shared.Contract;

/// <summary>A way to open the vault.</summary>
/// <param name="Id">Its number; never used twice in a vault.</param>
/// <param name="Source">What opens it.</param>
/// <param name="CreatedAt">When its key was set.</param>
/// <param name="LastUsedAt">When the vault was last unlocked with it, or null where it never was.</param>
/// <param name="Label">What people call it, or null.</param>
public sealed record SlotEntry(long Id, KeySource Source, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt = null, string? Label = null);
