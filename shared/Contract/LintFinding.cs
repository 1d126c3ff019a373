namespace Secrets.Shared.Contract;

/// <summary>Something wrong at a place. Never a value.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Kind"><c>missing</c>: no such secret; <c>illegal</c>: it cannot be read as what it is; <c>credential</c>: it looks like one that somebody pasted.</param>
/// <param name="Message">For people: lower case, no final stop.</param>
public sealed record LintFinding(int Line, int Column, string Kind, string Message);
