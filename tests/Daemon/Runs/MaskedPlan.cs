using Secrets.Daemon.Runs.Configs;

namespace Secrets.Tests.Daemon.Runs;

/// <summary>What a configuration asks for, on a few lines that a person can check: names and shapes, no value and no command.</summary>
internal static class MaskedPlan
{
    public static string Of(RunConfiguration configuration)
    {
        List<string> parts =
        [
            .. configuration.Variables.Select(variable => $"{variable.Name}{Shape(variable.Value)}"),
            .. configuration.Files.Select(file => $"{file.Path}{Shape(file.Content)}{(file.IsOptional ? "?" : "")}"),
        ];
        if (configuration.AllSecrets)
            parts.Insert(0, "*");
        if (configuration.Registry is { } login)
            parts.Add($"login {login.Registry}");
        if (configuration.Command is { } command)
            parts.Add($"$ {string.Join(' ', command.Take(2))} [{command.Count} words, {string.Concat(command).Split(" && ").Length} steps, {string.Concat(command).Length} characters]");
        if (configuration.WorkingDirectory is { } directory)
            parts.Add($"in {directory}");
        parts.AddRange(configuration.Notes.Select(note => $"note: {note}"));
        return parts.Count == 0 ? "nothing" : string.Join("; ", parts);
    }

    private static string Shape(ValueTemplate? value) => value switch
    {
        null => " from the caller",
        { Parts: [{ IsSecret: true, Text: var name }] } => $" <- {name}",
        { Parts: var parts } when parts.Any(part => part.IsSecret) => $" <- text with {string.Join(", ", parts.Where(part => part.IsSecret).Select(part => part.Text))}",
        _ => " = text",
    };
}
