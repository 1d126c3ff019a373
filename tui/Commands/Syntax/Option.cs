namespace Secrets.Tui.Commands.Syntax;

/// <summary>An option, with all that parsing, help, completions and the man page need to know of it.</summary>
/// <param name="name">Its long name, without the two hyphens.</param>
/// <param name="help">What it does, in a few words.</param>
internal sealed class Option(string name, string help)
{
    public string Name => name;

    public string Help => help;

    /// <summary>Its short name, or NUL.</summary>
    public char Short { get; init; }

    /// <summary>What its value is called in the help; null where it takes none.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the value may be missing; then it is given with <c>=</c> only.</summary>
    public bool ValueIsOptional { get; init; }

    /// <summary>What its value can be completed with.</summary>
    public Completes Completes { get; init; }

    /// <summary>As it stands in the help: <c>-p, --project NAME</c>.</summary>
    public string Synopsis
    {
        get
        {
            string value = Value is null ? "" : ValueIsOptional ? $"[={Value}]" : $" {Value}";
            return Short == '\0' ? $"    --{name}{value}" : $"-{Short}, --{name}{value}";
        }
    }
}
