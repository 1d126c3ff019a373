namespace Secrets.Tests.Daemon.Formats;

/// <summary>A behaviour that a published test collection holds its reader to, in words of our own.</summary>
/// <param name="Format">The <c>--format</c> that reads that dialect.</param>
/// <param name="Text">The text.</param>
/// <param name="Theirs">What their reader makes of it: <c>NAME=value</c>, joined by <c>|</c>; <c>refused</c>.</param>
internal sealed record DialectCase(string Format, string Text, string Theirs)
{
    /// <summary>What ours makes of it, where that differs.</summary>
    public string? Ours { get; init; }

    /// <summary>Why, as README.md beside the readers says it.</summary>
    public string? Reason { get; init; }
}
