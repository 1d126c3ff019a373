using Secrets.Shared.Contract;

namespace Secrets.Tui.Commands.Syntax;

/// <summary>
/// Reads a command line as GNU programs do: <c>--name value</c>, <c>--name=value</c>, <c>-n value</c>, <c>-nvalue</c>, <c>-abc</c>;
/// options anywhere, until <c>--</c>.
/// </summary>
internal static class Parser
{
    /// <summary>Reads words into a line.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="from">The first word to read.</param>
    /// <param name="options">The options that mean something here, besides the global ones.</param>
    /// <param name="endsAtFirstArgument">Whether to stop there.</param>
    /// <param name="line">Gets what was read.</param>
    /// <returns>The place of the first word that was not read.</returns>
    /// <exception cref="SecretsException">Invalid: an option that does not exist, or its value is missing or not wanted.</exception>
    public static int Read(string[] words, int from, IReadOnlyList<Option> options, bool endsAtFirstArgument, ParsedLine line)
    {
        int next = from;
        while (next < words.Length)
        {
            string word = words[next];
            if (word == "--")
            {
                // It divides options from arguments, of which it is none itself.
                next++;
                if (endsAtFirstArgument)
                    return next;
                while (next < words.Length)
                    line.Places.Add(next++);
                return next;
            }
            if (word is ['-', _, ..])
            {
                next = word[1] == '-' ? ReadLong(words, next, options, line) : ReadShort(words, next, options, line);
                continue;
            }
            if (endsAtFirstArgument)
                return next;
            line.Places.Add(next++);
        }
        return next;
    }

    private static int ReadLong(string[] words, int place, IReadOnlyList<Option> options, ParsedLine line)
    {
        string word = words[place];
        int equals = word.IndexOf('=');
        ReadOnlySpan<char> name = equals < 0 ? word.AsSpan(2) : word.AsSpan(2, equals - 2);
        Option option = Find(options, name) ?? Find(GlobalOptions.All, name) ?? throw Unknown($"--{name}", options);
        if (equals >= 0)
        {
            line.Add(option, option.Value is null ? throw Usage($"the option --{option.Name} takes no value") : word[(equals + 1)..]);
            return place + 1;
        }
        return option.Value is null || option.ValueIsOptional ? AddFlag(option, place, line) : AddNext(words, place, option, line);
    }

    private static int ReadShort(string[] words, int place, IReadOnlyList<Option> options, ParsedLine line)
    {
        string word = words[place];
        for (int i = 1; i < word.Length; i++)
        {
            Option option = Find(options, word[i]) ?? Find(GlobalOptions.All, word[i]) ?? throw Unknown($"-{word[i]}", options);
            if (option.Value is null || option.ValueIsOptional)
            {
                line.Add(option, null);
                continue;
            }
            if (i + 1 == word.Length)
                return AddNext(words, place, option, line);
            line.Add(option, word[(i + 1)..]);
            break;
        }
        return place + 1;
    }

    private static int AddFlag(Option option, int place, ParsedLine line)
    {
        line.Add(option, null);
        return place + 1;
    }

    private static int AddNext(string[] words, int place, Option option, ParsedLine line)
    {
        if (place + 1 == words.Length)
            throw Usage($"the option --{option.Name} needs a value: {option.Value}");
        line.Add(option, words[place + 1]);
        return place + 2;
    }

    private static Option? Find(IReadOnlyList<Option> options, ReadOnlySpan<char> name)
    {
        for (int i = 0; i < options.Count; i++)
        {
            if (name.SequenceEqual(options[i].Name))
                return options[i];
        }
        return null;
    }

    private static Option? Find(IReadOnlyList<Option> options, char name)
    {
        for (int i = 0; i < options.Count; i++)
        {
            if (options[i].Short == name)
                return options[i];
        }
        return null;
    }

    private static SecretsException Unknown(string option, IReadOnlyList<Option> options)
    {
        string? similar = option.StartsWith("--", StringComparison.Ordinal)
            ? Suggestion.For(option[2..], options.Concat(GlobalOptions.All).Select(known => known.Name))
            : null;
        // What looks like no option may be a value, which no message quotes.
        bool looksLikeOne = option.Length <= 24 && option.All(c => c is '-' || char.IsAsciiLetter(c));
        return new SecretsException(
            ErrorCode.Invalid,
            looksLikeOne ? $"unknown option {option}" : "unknown option",
            similar is null ? "an argument that begins with '-' stands after '--'" : $"did you mean --{similar}?");
    }

    private static SecretsException Usage(string message) => new(ErrorCode.Invalid, message);
}
