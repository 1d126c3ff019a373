namespace Secrets.Tests.Daemon.Formats;

/// <summary>A behaviour that a published test collection holds its reader to, in words of our own.</summary>
/// <param name="Text">The text.</param>
/// <param name="Theirs">What the collection expects: <c>NAME=value</c>, joined by <c>|</c>; <c>refused</c>.</param>
internal sealed record DialectCase(string Text, string Theirs)
{
    /// <summary>What ours makes of it, where that differs.</summary>
    public string? Ours { get; init; }

    /// <summary>Why, one of <see cref="Differences"/>.</summary>
    public string? Reason { get; init; }
}
