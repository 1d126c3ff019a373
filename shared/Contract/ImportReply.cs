namespace Secrets.Shared.Contract;

/// <summary>What an import did, or would do.</summary>
/// <param name="Added">Names that are new.</param>
/// <param name="Replaced">Names that have a new version.</param>
/// <param name="Skipped">Names that stay as they are.</param>
/// <param name="Conflicts">Names that would make the import fail; only in the answer to a dry run.</param>
public sealed record ImportReply(IReadOnlyList<string> Added, IReadOnlyList<string> Replaced, IReadOnlyList<string> Skipped, IReadOnlyList<string> Conflicts);
