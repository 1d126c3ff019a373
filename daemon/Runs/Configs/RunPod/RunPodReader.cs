using Secrets.Daemon.Runs.Configs.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.RunPod;

/// <summary>
/// RunPod's templates (docs.runpod.io, REST and GraphQL APIs) as JSON or YAML, and the <c>KEY=value</c> lines of its console. Machines,
/// disks and ports are left alone, and so are credentials that RunPod keeps under an id.
/// </summary>
internal sealed class RunPodReader
{
    private readonly ConfigSource _source;
    private readonly MapNode _root;

    private RunPodReader(ConfigSource source, MapNode root)
    {
        _source = source;
        _root = root;
    }

    public static RunConfiguration Read(string text, ConfigSource source)
    {
        if (text.AsSpan().TrimStart() is ['{', ..])
            return Read(JsonReader.Read(text, source), source);
        if (RunPodLines.AreMeant(text, source))
            return new RunConfiguration { Variables = RunPodLines.Read(text, source) };
        return YamlReader.ReadOne(text, source) is { } root ? Read(root, source) : new RunConfiguration();
    }

    private static RunConfiguration Read(ConfigNode root, ConfigSource source) => new RunPodReader(source, source.Map("a RunPod template", root)).Read();

    private RunConfiguration Read() => new()
    {
        Variables = _root["env"] is { } env ? Variables(env) : [],
        Command = Command(),
        Registry = _root["containerRegistryAuth"] is { } login ? Registry(_source.Map("'containerRegistryAuth'", login)) : null,
    };

    private List<ConfiguredVariable> Variables(ConfigNode env)
    {
        List<ConfiguredVariable> variables = env switch
        {
            MapNode map => [.. map.Entries.Select(entry => Variable(entry.Key, entry.At, entry.Value))],
            ListNode list => [.. list.Items.Select(Item)],
            _ => throw _source.Unexpected("'env'", env, "a map or a list"),
        };
        RequireDistinct(variables, _source);
        return variables;
    }

    /// <summary>Refuses a name that is set twice.</summary>
    public static void RequireDistinct(List<ConfiguredVariable> variables, ConfigSource source)
    {
        HashSet<string> names = [];
        foreach (ConfiguredVariable variable in variables)
        {
            if (!names.Add(variable.Name))
                throw source.Error(variable.At, $"{variable.Name} is set twice");
        }
    }

    /// <summary>The GraphQL API's <c>{key, value}</c>, or <c>NAME=value</c>.</summary>
    private ConfiguredVariable Item(ConfigNode item)
    {
        if (item is MapNode map)
        {
            foreach (MapEntry entry in map.Entries)
            {
                if (entry.Key is not ("key" or "value"))
                    throw _source.Error(entry.At, $"an entry of 'env' has no '{Names.Printable(entry.Key)}'", "it has key and value");
            }
            string key = _source.Text(map, "key") ?? throw _source.Error(map.At, "an entry of 'env' needs a 'key'");
            return Variable(key, map["key"]!.At, map["value"] ?? throw _source.Error(map.At, "an entry of 'env' needs a 'value'"));
        }
        string text = _source.Text("an entry of 'env'", item);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? Variable(text[..equals], item.At, new ScalarNode(item.At, text[(equals + 1)..], ScalarKind.Text))
            : throw _source.Error(item.At, "an entry of 'env' is neither NAME=value nor a key and a value");
    }

    private ConfiguredVariable Variable(string name, Position at, ConfigNode value)
    {
        if (!Names.IsVariable(name))
            throw _source.Error(at, $"'{Names.Printable(name)}' is no variable name");
        return value is ScalarNode { Kind: not ScalarKind.Null } scalar
            ? new ConfiguredVariable(name, RunPodInterpolator.Split(scalar.Text, value.At, _source), at)
            : throw _source.Unexpected(name, value, "a text");
    }

    /// <summary>
    /// Entrypoint and arguments as Docker puts them together; <c>dockerArgs</c> is the GraphQL API's one text for the latter, or JSON of both
    /// (docs.runpod.io/pods/templates/overview, using the entrypoint field).
    /// </summary>
    private List<string>? Command()
    {
        ConfigNode? arguments = _root["dockerArgs"];
        if (arguments is ScalarNode { Kind: ScalarKind.Text } both && both.Text.AsSpan().TrimStart() is ['{', ..])
            return EntrypointAndCommand(both);
        List<string> words = [.. Words("dockerEntrypoint"), .. Words("dockerStartCmd")];
        List<string> more = Words("dockerArgs");
        if (more.Count > 0 && _root["dockerStartCmd"] is not null)
            throw _source.Error(arguments!.At, "'dockerArgs' together with 'dockerStartCmd'");
        words.AddRange(more);
        return words.Count > 0 ? words : null;
    }

    private List<string>? EntrypointAndCommand(ScalarNode both)
    {
        foreach (string other in (ReadOnlySpan<string>)["dockerStartCmd", "dockerEntrypoint"])
        {
            if (_root[other] is not null)
                throw _source.Error(both.At, $"'dockerArgs' together with '{other}'");
        }
        ConfigNode node;
        try
        {
            node = JsonReader.Read(both.Text, _source);
        }
        catch (SecretsException)
        {
            // Its place is one within the text.
            throw _source.Error(both.At, "'dockerArgs' begins like JSON and is none");
        }
        MapNode map = (MapNode)node;
        foreach (MapEntry entry in map.Entries)
        {
            if (entry.Key is not ("cmd" or "entrypoint"))
                throw _source.Error(both.At, $"'dockerArgs' has no '{Names.Printable(entry.Key)}'", "it has cmd and entrypoint");
        }
        List<string> words = [.. Part("entrypoint"), .. Part("cmd")];
        return words.Count > 0 ? words : null;

        IEnumerable<string> Part(string key) => map[key] switch
        {
            null => [],
            ListNode list when list.Items.All(item => item is ScalarNode { Kind: ScalarKind.Text }) => list.Items.Select(item => ((ScalarNode)item).Text),
            _ => throw _source.Error(both.At, $"'{key}' in 'dockerArgs' is no list of texts"),
        };
    }

    private List<string> Words(string key) => _root[key] switch
    {
        null => [],
        ListNode list => [.. list.Items.Select(item => _source.Text($"an entry of '{key}'", item))],
        var node => ShellWords.Split(_source.Text($"'{key}'", node)) ?? throw _source.Error(node.At, $"'{key}' has a quotation that is not closed"),
    };

    private ConfiguredRegistry Registry(MapNode map)
    {
        foreach (MapEntry entry in map.Entries)
        {
            if (entry.Key is not ("name" or "username" or "password"))
                throw _source.Error(entry.At, $"'containerRegistryAuth' has no '{Names.Printable(entry.Key)}'", "it has name, username and password");
        }
        return new ConfiguredRegistry(ContainerImage.Registry(_source.Text(_root, "imageName")), Field("username"), Field("password"), map.At);

        ValueTemplate Field(string key) => _source.Text(map, key) is { } text
            ? RunPodInterpolator.Split(text, map[key]!.At, _source)
            : throw _source.Error(map.At, $"'containerRegistryAuth' needs a '{key}'");
    }
}
