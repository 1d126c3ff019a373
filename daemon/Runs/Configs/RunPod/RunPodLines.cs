using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.RunPod;

/// <summary>The <c>KEY=value</c> lines of RunPod's console: comments and empty lines are left out, a value may stand in quotes.</summary>
internal static class RunPodLines
{
    /// <summary>Whether every line is a comment, empty or <c>NAME=…</c>, and there is one of the last kind.</summary>
    public static bool Fits(string text)
    {
        bool any = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
                continue;
            if (!IsAssignment(trimmed))
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>Whether these are lines, though perhaps not all of them are right: the file's name or its first line says so.</summary>
    public static bool AreMeant(string text, ConfigSource source)
    {
        if (source.BaseName.EndsWith(".env", StringComparison.Ordinal))
            return true;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.Trim();
            if (!trimmed.IsEmpty && trimmed[0] != '#')
                return IsAssignment(trimmed);
        }
        return false;
    }

    public static List<ConfiguredVariable> Read(string text, ConfigSource source)
    {
        List<ConfiguredVariable> variables = [];
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
                continue;
            if (variables.Count == ConfigSource.MaxNodes)
                throw source.Error(new Position(number, 1), $"more than {ConfigSource.MaxNodes} values");
            Position at = new(number, line.Length - line.TrimStart().Length + 1);
            // Not quoted: it may be the rest of a value.
            if (!IsAssignment(trimmed))
                throw source.Error(at, "this line is not NAME=value", "a name has letters, digits and '_', no digit first; a value has one line");
            int equals = trimmed.IndexOf('=');
            ValueTemplate value = RunPodInterpolator.Split(Unquoted(trimmed[(equals + 1)..].Trim()).ToString(), at, source);
            variables.Add(new ConfiguredVariable(trimmed[..equals].TrimEnd().ToString(), value, at));
        }
        RunPodReader.RequireDistinct(variables, source);
        return variables;
    }

    private static bool IsAssignment(ReadOnlySpan<char> line)
    {
        int equals = line.IndexOf('=');
        return equals > 0 && Names.IsVariable(line[..equals].TrimEnd().ToString());
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value) =>
        value.Length >= 2 && (value[0] is '"' or '\'') && value[^1] == value[0] ? value[1..^1] : value;
}
