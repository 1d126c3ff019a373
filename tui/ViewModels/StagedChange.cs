namespace Secrets.Tui.ViewModels;

/// <summary>What a deploy would do with one secret.</summary>
/// <param name="Name">The secret.</param>
/// <param name="From">The live version, 0 where there is none.</param>
/// <param name="To">The staged version.</param>
/// <param name="IsRemoval">Whether that version is its removal.</param>
/// <param name="FromDigest">The live value's digest, where it is known.</param>
/// <param name="ToDigest">The staged value's digest, where it is known.</param>
internal sealed record StagedChange(string Name, int From, int To, bool IsRemoval, string? FromDigest, string? ToDigest);
