using Secrets.Shared.Contract;
using Secrets.Tui.Commands.Syntax;

namespace Secrets.Tui.Commands;

/// <summary>
/// Reads what <c>set</c> and <c>add</c> are given: <c>NAME=VALUE…</c>, <c>NAME VALUE</c> or <c>NAME</c>. No message quotes an argument
/// that may be a value.
/// </summary>
internal static class SecretInput
{
    /// <summary>Reads names and values.</summary>
    /// <param name="context">The outside world.</param>
    /// <param name="line">What the person wrote.</param>
    /// <param name="options">The options that it may have.</param>
    /// <param name="stage">Whether the values wait for a deploy.</param>
    /// <exception cref="SecretsException">The arguments mean nothing, or a value cannot be read.</exception>
    public static SetRequest Read(CommandContext context, ParsedLine line, SecretOptions options, bool stage)
    {
        SetEntry details = Details(context, line, options);
        if (details.Generate is not null)
            return Generated(context, line, details, stage);
        List<Assignment> assignments = Assignments(context, line);
        List<SetEntry> entries = [];
        try
        {
            foreach (Assignment assignment in assignments)
                entries.Add(details with { Name = assignment.Path.Name, Value = assignment.Read(context) });
        }
        catch
        {
            entries.ForEach(entry => entry.Value?.Dispose());
            throw;
        }
        return new SetRequest(entries, assignments[0].Path.Scope, stage);
    }

    /// <summary>What the options say about a secret; it has neither a name nor a value yet.</summary>
    /// <exception cref="SecretsException">Invalid: an option means nothing.</exception>
    public static SetEntry Details(CommandContext context, ParsedLine line, SecretOptions options)
    {
        List<string>? tags = line.Values(options.Tag);
        tags?.RemoveAll(string.IsNullOrEmpty);
        string? expires = line.Value(options.Expires);
        if (line.Has(options.WriteOnly) && line.Has(options.Readable))
            throw Usage("--write-only and --readable cannot both hold", null);
        if (line.Has(options.Template) && line.Has(options.Literal))
            throw Usage("--template and --literal cannot both hold", null);
        return new SetEntry(
            "",
            null,
            line.Value(options.Description),
            tags,
            line.Has(options.WriteOnly) ? true : line.Has(options.Readable) ? false : null,
            expires is null or "never" ? null : Expiry.Parse(expires, context.Clock.GetUtcNow()),
            Generate: line.Value(options.Generate),
            NeverExpires: expires == "never",
            Template: line.Has(options.Template) ? true : line.Has(options.Literal) ? false : null);
    }

    /// <summary>The secret that an argument names, with or without a value.</summary>
    /// <exception cref="SecretsException">Invalid: the name is none.</exception>
    public static SecretPath PathOf(CommandContext context, string argument)
    {
        int end = argument.IndexOf('=');
        return SecretPath.Parse(end < 0 ? argument : argument[..end], context.Scope);
    }

    private static SetRequest Generated(CommandContext context, ParsedLine line, SetEntry details, bool stage)
    {
        if (line.Arguments.Any(static argument => argument.Contains('=')))
            throw Usage("a value that is generated cannot be given too", "secrets set NAME --generate RECIPE");
        NamesInScope asked = NamesInScope.Parse(line.Arguments, context.Scope);
        return new SetRequest([.. asked.Names.Select(name => details with { Name = name })], asked.Scope, stage);
    }

    private static List<Assignment> Assignments(CommandContext context, ParsedLine line)
    {
        if (!line[0].Contains('=') && line.Count <= 2)
        {
            SecretPath path = PathOf(context, line[0]);
            return [line.Count == 1 ? new Assignment(path, ValueSource.Prompt) : new Assignment(path, ValueSource.Argument) { Place = line.Places[1] }];
        }
        List<Assignment> assignments = [];
        for (int i = 0; i < line.Count; i++)
        {
            int equals = line[i].IndexOf('=');
            if (equals < 0)
                throw Usage($"argument {i + 1} is no NAME=VALUE", "quote a value that has spaces; one NAME alone asks for its value");
            SecretPath path = PathOf(context, line[i]);
            if (path.Scope != (assignments.Count > 0 ? assignments[0].Path.Scope : path.Scope))
                throw Usage("one command sets secrets of one environment", null);
            if (assignments.Exists(other => other.Path.Name == path.Name))
                throw Usage($"{path.Name} is set twice", null);
            assignments.Add(Assignment.Of(path, line[i][(equals + 1)..], line.Places[i]));
        }
        if (assignments.Count(assignment => assignment.Source == ValueSource.Input) > 1)
            throw Usage("standard input can be read for one secret only", null);
        return assignments;
    }

    private static SecretsException Usage(string message, string? hint) => new(ErrorCode.Invalid, message, hint);
}
