using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.SecretsFile;

/// <summary>Our own <c>secrets.yml</c>; <c>secrets.schema.json</c> beside this file describes it for editors. Every key is known or an error.</summary>
internal sealed class SecretsFileReader
{
    /// <summary>Every key, in the order of the schema.</summary>
    public static readonly string[] Keys =
        ["project", "environment", "secrets", "env", "files", "registry_auth", "command", "commands", "shell", "working_dir", "restart"];

    private readonly ConfigSource _source;
    private readonly MapNode _root;

    private SecretsFileReader(ConfigSource source, MapNode root)
    {
        _source = source;
        _root = root;
    }

    public static RunConfiguration Read(string text, ConfigSource source)
    {
        return YamlReader.ReadOne(text, source) is { } root ? new SecretsFileReader(source, source.Map("secrets.yml", root)).Read() : RunConfiguration.None;
    }

    private RunConfiguration Read()
    {
        RequireKnown(_root, "secrets.yml", Keys);
        SecretsFileEntries entries = new(_source);
        List<ConfiguredVariable> variables = _root["env"] is { } env ? entries.Variables(env) : [];
        List<ConfiguredFile> files = _root["files"] is { } list ? entries.Files(list) : [];
        bool all = AllSecrets(variables);
        return new RunConfiguration
        {
            Project = Name("project"),
            Environment = Name("environment"),
            AllSecrets = all,
            Variables = variables,
            Files = files,
            Registry = _root["registry_auth"] is { } login ? Registry(_source.Map("'registry_auth'", login)) : null,
            Command = Command(),
            WorkingDirectory = _source.Text(_root, "working_dir"),
            Restart = Restart(),
        };
    }

    private void RequireKnown(MapNode map, string what, params ReadOnlySpan<string> keys)
    {
        foreach (MapEntry entry in map.Entries)
        {
            if (!keys.Contains(entry.Key))
                throw _source.Error(entry.At, $"{what} has no '{Names.Printable(entry.Key)}'", $"it has {string.Join(", ", keys)}");
        }
    }

    private string? Name(string key)
    {
        if (_source.Text(_root, key) is not { } name)
            return null;
        return Names.IsName(name) ? name : throw _source.Error(_root[key]!.At, $"'{Names.Printable(name)}' is no {key} name");
    }

    /// <summary>
    /// <c>secrets: all</c>, <c>none</c> or a list of names. Without the key, a file that declares variables gets those and no more, and
    /// a file that does not gets every secret, like a run without a file.
    /// </summary>
    private bool AllSecrets(List<ConfiguredVariable> variables)
    {
        switch (_root["secrets"])
        {
            case null:
                return _root["env"] is null;
            case ScalarNode { Text: "all", Kind: ScalarKind.Text }:
                return true;
            case ScalarNode { Text: "none", Kind: ScalarKind.Text }:
                return false;
            case ListNode list:
                foreach (ConfigNode item in list.Items)
                    AddNamed(_source.Text("a secret", item), item.At, variables);
                return false;
            case var node:
                throw _source.Error(node.At, "'secrets' is neither all, none nor a list of names");
        }
    }

    private void AddNamed(string name, Position at, List<ConfiguredVariable> variables)
    {
        if (!Names.IsName(name))
            throw _source.Error(at, $"'{Names.Printable(name)}' is no secret name");
        if (!Names.IsVariable(name))
            throw _source.Error(at, $"'{name}' is no variable name", $"write env: NAME: ${{{{ secrets.{name} }}}}");
        if (!variables.Exists(variable => variable.Name == name))
            variables.Add(new ConfiguredVariable(name, ValueTemplate.Secret(name, at), at));
    }

    private ConfiguredRegistry Registry(MapNode map)
    {
        RequireKnown(map, "'registry_auth'", "registry", "username", "password");
        return new ConfiguredRegistry(_source.Text(map, "registry") ?? ContainerImage.DockerHub, Field("username"), Field("password"), map.At);

        ValueTemplate Field(string key) => _source.Text(map, key) is { } text
            ? SecretsFileInterpolator.Split(text, map[key]!.At, _source)
            : throw _source.Error(map.At, $"'registry_auth' needs a '{key}'");
    }

    private List<string>? Command()
    {
        if (_root["commands"] is { } several)
        {
            if (_root["command"] is { } one)
                throw _source.Error(one.At, "'command' together with 'commands'");
            List<string> commands = [.. _source.List("'commands'", several).Items.Select(item => Argument("a command", item))];
            return commands.Count > 0 ? ShellCommands.Vector(ShellCommands.Shell(_root, "/bin/sh", _source), commands) : null;
        }
        List<string>? words = _root["command"] switch
        {
            null => null,
            ListNode list => [.. list.Items.Select(item => Argument("an argument", item))],
            var node => ShellWords.Split(Argument("'command'", node)) ?? throw _source.Error(node.At, "'command' has a quotation that is not closed"),
        };
        return words is { Count: > 0 } ? words : null;
    }

    private string Argument(string what, ConfigNode node)
    {
        string text = SecretsFileEntries.Written(node) ?? throw _source.Unexpected(what, node, "a text");
        return SecretsFileInterpolator.Split(text, node.At, _source).Parts switch
        {
            [] => "",
            [{ IsSecret: false } literal] => literal.Text,
            _ => throw _source.Error(node.At, "a secret is not put into a command, where every process can read it", "set a variable in 'env' and use that"),
        };
    }

    private RestartPolicy Restart() => _source.Text(_root, "restart") switch
    {
        null or "never" => RestartPolicy.No,
        "on-failure" => RestartPolicy.OnFailure,
        "always" => RestartPolicy.Always,
        _ => throw _source.Error(_root["restart"]!.At, "'restart' is neither never, on-failure nor always"),
    };
}
