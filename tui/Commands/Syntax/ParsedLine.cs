namespace Secrets.Tui.Commands.Syntax;

/// <summary>What stands on a command line: options with their values, and arguments.</summary>
/// <param name="words">The whole command line, without the program's name.</param>
internal sealed class ParsedLine(string[] words)
{
    private readonly List<(Option Option, string? Value)> _options = [];

    /// <summary>Where the arguments stand in the command line.</summary>
    public List<int> Places { get; } = [];

    /// <summary>How many arguments there are.</summary>
    public int Count => Places.Count;

    /// <summary>An argument.</summary>
    public string this[int index] => words[Places[index]];

    /// <summary>All arguments.</summary>
    public string[] Arguments => [.. Places.Select(place => words[place])];

    /// <summary>Whether an option was given.</summary>
    public bool Has(Option option)
    {
        foreach ((Option given, _) in _options)
        {
            if (given == option)
                return true;
        }
        return false;
    }

    /// <summary>The value of an option, the last one where it was given several times; null where it was not.</summary>
    public string? Value(Option option)
    {
        for (int i = _options.Count - 1; i >= 0; i--)
        {
            if (_options[i].Option == option)
                return _options[i].Value;
        }
        return null;
    }

    /// <summary>The values of an option that may be given several times; null where it was not given.</summary>
    public List<string>? Values(Option option)
    {
        List<string>? values = null;
        foreach ((Option given, string? value) in _options)
        {
            if (given == option && value is not null)
                (values ??= []).Add(value);
        }
        return values;
    }

    /// <summary>The values of an option whose value is a list, <c>A,B</c>, and that may be given several times.</summary>
    public List<string>? List(Option option)
    {
        List<string>? all = null;
        foreach (string value in Values(option) ?? [])
            (all ??= []).AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return all;
    }

    internal void Add(Option option, string? value) => _options.Add((option, value));
}
