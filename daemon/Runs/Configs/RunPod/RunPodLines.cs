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
            int equals = trimmed.IndexOf('=');
            if (equals <= 0 || !Names.IsVariable(trimmed[..equals].TrimEnd().ToString()))
                return false;
            any = true;
        }
        return any;
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
            int equals = trimmed.IndexOf('=');
            Position at = new(number, line.Length - line.TrimStart().Length + 1);
            ValueTemplate value = RunPodInterpolator.Split(Unquoted(trimmed[(equals + 1)..].Trim()).ToString(), at, source);
            variables.Add(new ConfiguredVariable(trimmed[..equals].TrimEnd().ToString(), value, at));
        }
        RunPodReader.RequireDistinct(variables, source);
        return variables;
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value) =>
        value.Length >= 2 && (value[0] is '"' or '\'') && value[^1] == value[0] ? value[1..^1] : value;
}
