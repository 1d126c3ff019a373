namespace Secrets.Tui.Commands.Syntax;

/// <summary>The table of one command. Parsing, help, completions and the man page all come from it.</summary>
/// <param name="Name">The word that calls it.</param>
/// <param name="Group">Where it stands in the help.</param>
/// <param name="Summary">What it does, in one line without a final stop.</param>
internal sealed record CommandSyntax(string Name, CommandGroup Group, string Summary)
{
    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The arguments as they stand in the usage line.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>At least so many arguments.</summary>
    public int Least { get; init; }

    /// <summary>At most so many arguments.</summary>
    public int Most { get; init; }

    /// <summary>Whether everything after the first argument is an argument too, options included.</summary>
    public bool EndsAtFirstArgument { get; init; }

    /// <summary>What its arguments can be completed with.</summary>
    public Completes Completes { get; init; }

    /// <summary>The words that the first argument may be, where it is one of a few.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Its own options.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>What else to know, in lines.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Command lines to learn from.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The usage line.</summary>
    public string Usage => $"secrets {Name} [OPTION]…{(Arguments.Length == 0 ? "" : " " + Arguments)}";
}
