namespace Secrets.Tests.EndToEnd.Seeds;

/// <summary>A command line of somebody's page, with <c>secrets</c> in place of that system's own name.</summary>
/// <param name="Line">The line, as a shell reads it.</param>
/// <param name="Says">What the page says that it does.</param>
internal sealed record SeedLine(string Line, string Says)
{
    /// <summary>The exit code.</summary>
    public int Code { get; init; }

    /// <summary>All of the output, where the page shows it or it is short.</summary>
    public string? Output { get; init; }

    /// <summary>What stands in the output or among the messages.</summary>
    public string[] Shows { get; init; } = [];

    /// <summary>What stands nowhere.</summary>
    public string[] Hides { get; init; } = [];

    /// <summary>Questions on a terminal, each with what is typed then; none where the line needs no terminal.</summary>
    public (string Question, string Answer)[] Asks { get; init; } = [];

    /// <summary>Files that the page shows, written before the line is given.</summary>
    public (string Name, string Text)[] Files { get; init; } = [];

    /// <summary>Whether the line puts files where the page says, which takes a view of the file system of its own.</summary>
    public bool NeedsOwnView { get; init; }

    /// <summary>Why ours does something else, where it does.</summary>
    public string? Why { get; init; }
}
