using System.Buffers.Text;
using System.Text;
using Secrets.Daemon.Runs.Configs.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Toml;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Fly;

/// <summary>
/// Fly's <c>fly.toml</c>, and the same as JSON or YAML (fly.io/docs/reference/configuration, config file formats): the app's secrets are
/// variables, all of them, and win over <c>[env]</c>; <c>[[files]]</c> are mounted. Machines, services, volumes and builds are left alone.
/// </summary>
internal sealed class FlyReader
{
    private readonly ConfigSource _source;
    private readonly MapNode _root;
    private readonly bool _isToml;
    private readonly string? _process;
    private readonly List<string> _notes = [];

    private FlyReader(ConfigSource source, MapNode root, bool isToml, string? process)
    {
        _source = source;
        _root = root;
        _isToml = isToml;
        _process = process;
    }

    /// <param name="text">The file's text.</param>
    /// <param name="source">The file.</param>
    /// <param name="process">The process group that is meant, or null: the only one.</param>
    public static RunConfiguration Read(string text, ConfigSource source, string? process)
    {
        bool isJson = text.AsSpan().TrimStart() is ['{', ..];
        bool isToml = !isJson && Path.GetExtension(source.BaseName) switch
        {
            ".toml" => true,
            ".json" or ".yml" or ".yaml" => false,
            _ => TomlReader.IsLikely(text) || string.IsNullOrWhiteSpace(text),
        };
        MapNode root = isToml ? TomlReader.Read(text, source) : source.Map("a Fly configuration", isJson ? JsonReader.Read(text, source) : YamlReader.ReadOne(text, source) ?? new MapNode(Position.Start, []));
        return new FlyReader(source, root, isToml, process).Read();
    }

    private RunConfiguration Read()
    {
        List<ConfiguredFile> files = [];
        if (_root["files"] is { } list)
        {
            foreach (MapNode map in _source.List("'files'", list).Items.Select(item => _source.Map("an entry of 'files'", item)).Where(IsMeant))
            {
                ConfiguredFile file = File(map);
                // Without a content it takes back what an entry before it gives.
                if (file.Content is null && file.LocalPath is null)
                    files.RemoveAll(earlier => earlier.Path == file.Path);
                else
                    files.Add(file);
            }
        }
        MountPaths.RequireDistinct(files, _source);
        return new RunConfiguration
        {
            Project = App(),
            AllSecrets = true,
            SecretsFirst = true,
            Variables = Variables(),
            Files = files,
            Command = Command(),
            Notes = _notes,
        };
    }

    private string? App()
    {
        string? app = _source.Text(_root, "app");
        if (string.IsNullOrEmpty(app))
            return null;
        return Names.IsName(app) ? app : throw _source.Error(_root["app"]!.At, $"'{Names.Printable(app)}' is no project name");
    }

    private List<ConfiguredVariable> Variables()
    {
        List<ConfiguredVariable> variables = [];
        if (_root["env"] is not { } env)
            return variables;
        foreach (MapEntry entry in _source.Map("'env'", env).Entries)
        {
            if (!Names.IsVariable(entry.Key))
                throw _source.Error(entry.At, $"'{Names.Printable(entry.Key)}' is no variable name");
            variables.Add(new ConfiguredVariable(entry.Key, ValueTemplate.Literal(Value(entry)), entry.At));
        }
        return variables;
    }

    private string Value(MapEntry entry) => entry.Value switch
    {
        ScalarNode { Kind: ScalarKind.Text or ScalarKind.Boolean } scalar => scalar.Text,
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Float } scalar => (_isToml ? FlyNumbers.OfToml(scalar) : FlyNumbers.OfOthers(scalar))
            ?? throw _source.Error(scalar.At, $"{entry.Key} is a number that can be written in several ways", "put it in quotes"),
        _ => throw _source.Unexpected(entry.Key, entry.Value, "a text, a number or a truth value"),
    };

    /// <summary>A file may be for some process groups only; where none is chosen, a run on one machine has all of them.</summary>
    private bool IsMeant(MapNode file)
    {
        List<string> groups = [.. Texts(file, "processes")];
        return _process is null || groups.Count == 0 || groups.Contains(_process);
    }

    private ConfiguredFile File(MapNode map)
    {
        string path = _source.Text(map, "guest_path") ?? throw _source.Error(map.At, "a file needs a 'guest_path'");
        Position at = map["guest_path"]!.At;
        ConfiguredFile file = new(MountPaths.Require(path, at, _source), at);
        string? raw = _source.Text(map, "raw_value"), secret = _source.Text(map, "secret_name"), local = _source.Text(map, "local_path");
        if (local == "" && (raw ?? secret) is not null)
            local = null;
        foreach (MapEntry entry in map.Entries)
        {
            // Modes are always 0400.
            if (entry.Key is not ("guest_path" or "raw_value" or "secret_name" or "local_path" or "processes" or "mode"))
                throw _source.Error(entry.At, $"a file has no '{Names.Printable(entry.Key)}'");
        }
        return (raw, secret, local) switch
        {
            ({ } text, null, null) => file with { Content = ValueTemplate.Literal(RequireBase64(text, map["raw_value"]!.At)), IsBase64 = true },
            (null, { } name, null) => file with { Content = ValueTemplate.Secret(RequireSecret(name, map["secret_name"]!.At), map["secret_name"]!.At), IsBase64 = true },
            // flyctl (internal/appconfig/config.go) takes an empty path for none: the entry is there to take a file back.
            (null, null, "") => file,
            (null, null, { } source) => file with { LocalPath = MountPaths.RequireLocal(source, map["local_path"]!.At, _source) },
            _ => throw _source.Error(map.At, "a file needs one of 'secret_name', 'raw_value' and 'local_path'"),
        };
    }

    private string RequireSecret(string name, Position at) =>
        Names.IsName(name) ? name : throw _source.Error(at, $"'{Names.Printable(name)}' is no secret name");

    private string RequireBase64(string text, Position at) =>
        Base64.IsValid(Encoding.UTF8.GetBytes(text)) ? text : throw _source.Error(at, "'raw_value' is not base64");

    /// <summary>
    /// What a machine of the one process group, or of the one that is meant, starts; Fly runs each group on machines of its own. The
    /// group's command takes the place of the image's CMD, so that <c>[experimental]</c>'s entrypoint stays before it, and its exec takes
    /// the place of all (reference/configuration, the experimental section; api-machines, init).
    /// </summary>
    private List<string>? Command()
    {
        MapNode? overrides = _root["experimental"] is { } experimental ? _source.Map("'experimental'", experimental) : null;
        List<string> entrypoint = Override("entrypoint"), cmd = Override("cmd"), exec = Override("exec");
        List<(string Name, List<string> Words)> groups = Groups();
        if (exec.Count > 0)
            return exec;
        if (groups.Count > 1)
        {
            _notes.Add($"of the processes {string.Join(", ", groups.Select(group => Names.Printable(group.Name)))} none is run by itself; choose with --process, or name the command after --");
            return null;
        }
        if (groups is [{ Words: { Count: > 0 } words }])
            cmd = words;
        return entrypoint.Count + cmd.Count > 0 ? [.. entrypoint, .. cmd] : null;

        // flyctl takes a text for a list of one.
        List<string> Override(string key) => overrides?[key] is ScalarNode { Kind: ScalarKind.Text } only ? [only.Text] : overrides is null ? [] : [.. Texts(overrides, key)];
    }

    /// <summary>The commands of the process groups that may be meant; none where there is no table of them.</summary>
    private List<(string Name, List<string> Words)> Groups()
    {
        if (_root["processes"] is not { } node)
        {
            // Without the table there is one group, which goes by this name.
            return _process is null or "app" ? [] : throw _source.Error(Position.Start, "there is no table 'processes' to choose from");
        }
        MapNode processes = _source.Map("'processes'", node);
        List<(string Name, List<string> Words)> groups = [.. processes.Entries.Select(entry => (entry.Key, Words(entry)))];
        if (_process is null)
            return groups;
        groups.RemoveAll(group => group.Name != _process);
        return groups.Count > 0
            ? groups
            : throw _source.Error(node.At, $"'processes' has no '{Names.Printable(_process)}'", $"it has {string.Join(", ", processes.Entries.Select(entry => Names.Printable(entry.Key)))}");
    }

    private List<string> Words(MapEntry entry)
    {
        string command = _source.Text("a process", entry.Value);
        return ShellWords.Split(command) ?? throw _source.Error(entry.Value.At, "a quotation is not closed");
    }

    private IEnumerable<string> Texts(MapNode map, string key) => map[key] switch
    {
        null => [],
        ListNode list => list.Items.Select(item => _source.Text($"an entry of '{key}'", item)),
        var node => throw _source.Unexpected($"'{key}'", node, "a list"),
    };
}
