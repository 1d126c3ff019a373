using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Dstack;

/// <summary>dstack's <c>env</c>: a list of <c>NAME=value</c> and bare <c>NAME</c>, or a map.</summary>
internal static class DstackEnvironment
{
    /// <summary>The entries in order, each name once.</summary>
    public static List<DstackVariable> Read(ConfigNode node, ConfigSource source)
    {
        List<DstackVariable> variables = node switch
        {
            ListNode list => [.. list.Items.Select(item => Item(item, source))],
            MapNode map => [.. map.Entries.Select(entry => Entry(entry, source))],
            _ => throw source.Unexpected("'env'", node, "a list or a map"),
        };
        HashSet<string> names = [];
        foreach (DstackVariable variable in variables)
        {
            if (!names.Add(variable.Name))
                throw source.Error(variable.At, $"'env' sets {variable.Name} twice");
        }
        return variables;
    }

    /// <summary>Finds the references; in <c>env</c> they are to secrets only.</summary>
    public static ConfiguredVariable Interpolate(DstackVariable variable, ConfigSource source) => new(
        variable.Name,
        variable.Text is null ? null : new ValueTemplate(DstackInterpolator.Split(variable.Text, (space, name, _) => Secret(space, name, variable.At, source), variable.At, source)),
        variable.At);

    /// <summary>A reference to a secret, or the error that says what else it is.</summary>
    public static TemplatePart Secret(string space, string name, Position at, ConfigSource source) => space == "secrets"
        ? new TemplatePart(name, true, at)
        : throw source.Error(at, $"'{space}.{name}' is not known here", "only ${{ secrets.name }} is; a literal '${{' is written '$${{'");

    private static DstackVariable Item(ConfigNode item, ConfigSource source)
    {
        string text = item is MapNode
            ? throw source.Error(item.At, "an entry of the list 'env' is a map", "write NAME=value, or make 'env' a map without dashes")
            : source.Text("an entry of 'env'", item);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        // The name is not quoted where it is none: it might be a value that lost its name.
        return Names.IsVariable(name)
            ? new DstackVariable(name, equals < 0 ? null : text[(equals + 1)..], item.At)
            : throw source.Error(item.At, "an entry of 'env' is neither NAME=value nor NAME", "a name has letters, digits and '_', and no digit first");
    }

    private static DstackVariable Entry(MapEntry entry, ConfigSource source)
    {
        if (!Names.IsVariable(entry.Key))
            throw source.Error(entry.At, $"'{Names.Printable(entry.Key)}' is no variable name", "a name has letters, digits and '_', and no digit first");
        if (entry.Value.IsNull)
            throw source.Error(entry.At, $"'env' gives {entry.Key} no value", $"write {entry.Key}: \"\", or take it from the caller with a list: - {entry.Key}");
        string text = (entry.Value is ScalarNode scalar ? PythonText.Of(scalar) : null) ?? throw source.Unexpected(entry.Key, entry.Value, "a text");
        return new DstackVariable(entry.Key, text, entry.Value.At);
    }
}
