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
    /// <exception cref="SecretsException">The arguments mean nothing, or a value cannot be read.</exception>
    public static SetRequest Read(CommandContext context, ParsedLine line, SecretOptions options, bool stage)
    {
        List<Assignment> assignments = Assignments(context, line);
        List<string>? tags = line.Values(options.Tag);
        tags?.RemoveAll(string.IsNullOrEmpty);
        SetEntry details = new(
            "",
            Empty,
            line.Value(options.Description),
            tags,
            line.Has(options.WriteOnly) ? true : null,
            line.Value(options.Expires) is { } expires ? Expiry.Parse(expires, context.Clock.GetUtcNow()) : null);
        List<SetEntry> entries = [];
        try
        {
            foreach (Assignment assignment in assignments)
                entries.Add(details with { Name = assignment.Path.Name, Value = assignment.Read(context) });
        }
        catch
        {
            entries.ForEach(entry => entry.Value.Dispose());
            throw;
        }
        return new SetRequest(entries, assignments[0].Path.Scope, stage);
    }

    /// <summary>The secret that an argument names, with or without a value.</summary>
    /// <exception cref="SecretsException">Invalid: the name is none.</exception>
    public static SecretPath PathOf(CommandContext context, string argument)
    {
        int end = argument.IndexOf('=');
        return SecretPath.Parse(end < 0 ? argument : argument[..end], context.Scope);
    }

    private static SecretValue Empty { get; } = new(0);

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
