using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands.Help;

/// <summary>Offers what can stand at the end of a command line. Asks the daemon for names only where one runs already, and never a person.</summary>
/// <param name="names">The names of the scope's secrets; called only where they are needed.</param>
internal sealed class Completer(Func<ParsedLine, IEnumerable<string>> names)
{
    /// <summary>The lines for the shell.</summary>
    /// <param name="words">The words after the program's name; the last one is being written and may be empty.</param>
    public IEnumerable<string> Complete(string[] words)
    {
        string current = words.Length > 0 ? words[^1] : "";
        string[] before = words.Length > 0 ? words[..^1] : [];
        IEnumerable<string> lines = Candidates(before, current);
        return lines.Where(line => line[0] == ':' || line.StartsWith(current, StringComparison.Ordinal));
    }

    private IEnumerable<string> Candidates(string[] before, string current)
    {
        ParsedLine line = new(before);
        if (!TryRead(before, 0, [], endsAtFirstArgument: true, line, out int place))
            return OfValue(GlobalOptions.All.FirstOrDefault(option => IsWaiting(option, before)), line);
        bool ofSecrets = place < before.Length && before[place] is "secret" or "secrets";
        if (ofSecrets && !TryRead(before, place + 1, [], endsAtFirstArgument: true, line, out place))
            return [];
        if (place == before.Length)
            return current.StartsWith('-') ? OfOptions(GlobalOptions.All) : OfCommands(ofSecrets);
        if (CommandTable.Find(before[place])?.Syntax is not { } syntax)
            return [];
        if (!TryRead(before, place + 1, syntax.Options, syntax.EndsAtFirstArgument, line, out int rest))
            return OfValue(syntax.Options.Concat(GlobalOptions.All).FirstOrDefault(option => IsWaiting(option, before)), line);
        // Words are counted with the program's own name, which stands before all of these.
        if (syntax.Completes == Completes.Program && (rest < before.Length || before.Contains("--")))
            return [$":command {rest + 1}"];
        if (current.StartsWith('-') && !before.Contains("--"))
            return OfOptions(syntax.Options.Concat(GlobalOptions.All));
        return syntax.Completes switch
        {
            Completes.Program => [$":command {before.Length + 1}"],
            Completes.Words when line.Count == 0 => syntax.Words,
            Completes.Commands when line.Count == 0 => OfCommands(ofSecrets: false),
            Completes.SecretNames when line.Count < syntax.Most => names(line),
            Completes.Assignments => names(line).Select(name => name + "="),
            Completes.Files => [":files"],
            _ => [],
        };
    }

    private IEnumerable<string> OfValue(Option? option, ParsedLine line) => option?.Completes switch
    {
        Completes.Files => [":files"],
        Completes.SecretNames => names(line),
        _ => [],
    };

    /// <summary>False where the last word is an option that waits for its value, or something does not exist.</summary>
    private static bool TryRead(string[] words, int from, IReadOnlyList<Option> options, bool endsAtFirstArgument, ParsedLine line, out int place)
    {
        try
        {
            place = Parser.Read(words, from, options, endsAtFirstArgument, line);
            return true;
        }
        catch (SecretsException)
        {
            place = 0;
            return false;
        }
    }

    private static bool IsWaiting(Option option, string[] before) =>
        option.Value is not null && !option.ValueIsOptional && before.Length > 0
        && (before[^1] == $"--{option.Name}" || (option.Short != '\0' && before[^1] == $"-{option.Short}"));

    private static IEnumerable<string> OfOptions(IEnumerable<Option> options) => options.Select(option => $"--{option.Name}\t{option.Help}");

    private static IEnumerable<string> OfCommands(bool ofSecrets) => CommandTable.All()
        .Where(syntax => !ofSecrets || syntax.Group == CommandGroup.Secrets)
        .Select(syntax => $"{syntax.Name}\t{syntax.Summary}");
}
