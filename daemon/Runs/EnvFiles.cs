using System.Globalization;
using System.Text;
using Secrets.Daemon.Formats;
using Secrets.Daemon.Runs.Configs;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs;

/// <summary>The variables of <c>.env</c> files that a run is given, with references in their values.</summary>
internal static class EnvFiles
{
    /// <summary>Reads them; where a name comes twice, the last one counts.</summary>
    /// <exception cref="SecretsException">Invalid: names file and line.</exception>
    public static IReadOnlyList<ConfiguredVariable> Read(IReadOnlyDictionary<string, string> files)
    {
        Dictionary<string, ConfiguredVariable> variables = new(StringComparer.Ordinal);
        foreach ((string name, string text) in files)
        {
            ConfigSource source = new(name);
            if (text.Length > ConfigSource.MaxLength)
                throw source.Error(Position.Start, "longer than 1 MiB");
            foreach (ConfiguredVariable variable in Read(text, source))
                variables[variable.Name] = variable with { File = name };
        }
        return [.. variables.Values];
    }

    private static IEnumerable<ConfiguredVariable> Read(string text, ConfigSource source)
    {
        using TextPairs pairs = new();
        try
        {
            new DotenvReader(expand: false).Read(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), pairs);
        }
        catch (SecretsException mistake)
        {
            throw AtItsPlace(mistake, source);
        }
        List<ConfiguredVariable> variables = [];
        foreach (TextPair pair in pairs.All)
        {
            Position at = new(pair.Line, 1);
            if (!Names.IsVariable(pair.Name))
                throw source.Error(at, $"'{Names.Printable(pair.Name)}' is no variable name");
            variables.Add(new ConfiguredVariable(pair.Name, TextInterpolator.Split(Encoding.UTF8.GetString(pair.Value.Span), at, source), at));
        }
        return variables;
    }

    /// <summary>The reader of dotenv says <c>line 3: what</c>; a run says <c>file:3:1: what</c> of every file.</summary>
    private static SecretsException AtItsPlace(SecretsException mistake, ConfigSource source)
    {
        const string Line = "line ";
        int colon = mistake.Message.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && mistake.Message.StartsWith(Line, StringComparison.Ordinal) && int.TryParse(mistake.Message.AsSpan(Line.Length, colon - Line.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            ? source.Error(new Position(line, 1), mistake.Message[(colon + 2)..], mistake.Hint, mistake.Code)
            : new SecretsException(mistake.Code, $"{source.Name}: {mistake.Message}", mistake.Hint);
    }
}
