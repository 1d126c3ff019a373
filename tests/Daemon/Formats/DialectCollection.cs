namespace Secrets.Tests.Daemon.Formats;

/// <summary>
/// What one project tests its reader with, as facts: each text that it reads, and what has to come out. Names and values are ours.
/// Left out are tests of other things: missing files, what is already in the environment, writing.
/// </summary>
/// <param name="Source">The repository, and the files that were read.</param>
/// <param name="Commit">The beginning of the commits that they were read at, one for each file where they differ.</param>
/// <param name="License">Their licence.</param>
/// <param name="Format">The <c>--format</c> that reads this dialect.</param>
/// <param name="Cases">In their order.</param>
internal sealed record DialectCollection(string Source, string Commit, string License, string Format, DialectCase[] Cases);
