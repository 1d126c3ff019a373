using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Dstack;

/// <summary>
/// dstack's tasks, services and dev environments (dstack.ai/docs/reference/dstack.yml). What describes machines, images and scaling is
/// left alone.
/// </summary>
internal sealed class DstackReader
{
    private readonly ConfigSource _source;
    private readonly MapNode _root;
    private readonly string _type;
    private readonly List<string> _notes = [];

    private DstackReader(ConfigSource source, MapNode root, string type)
    {
        _source = source;
        _root = root;
        _type = type;
    }

    /// <summary>
    /// Reads the one run of a file; its other documents may be fleets, volumes and gateways. Two runs are refused: dstack itself applies
    /// one configuration per file (its CLI's load_apply_configuration), so no file of theirs has them.
    /// </summary>
    public static RunConfiguration Read(string text, ConfigSource source)
    {
        DstackReader? run = null;
        foreach (ConfigNode document in YamlReader.Read(text, source))
        {
            MapNode root = source.Map("a dstack configuration", document);
            string type = source.Text(root, "type") ?? throw source.Error(root.At, "a dstack configuration needs a 'type'");
            switch (type)
            {
                case var _ when IsRun(root) && run is null:
                    run = new DstackReader(source, root, type);
                    break;
                case var _ when IsRun(root):
                    throw source.Error(root.At, "a second run in one file", "dstack applies one configuration per file: keep each run in a file of its own, and choose with -f");
                case "fleet" or "volume" or "gateway":
                    break;
                default:
                    throw source.Error(root["type"]!.At, "this type is none of dstack's", "task, service or dev-environment");
            }
        }
        return (run ?? throw source.Error(Position.Start, "no task, service or dev-environment to run")).Read();
    }

    /// <summary>Whether a document is a task, a service or a dev environment.</summary>
    public static bool IsRun(ConfigNode document) => document is MapNode root && root["type"] is ScalarNode { Text: "task" or "service" or "dev-environment" };

    private RunConfiguration Read()
    {
        List<DstackVariable> env = _root["env"] is { } node ? DstackEnvironment.Read(node, _source) : [];
        return new RunConfiguration
        {
            Variables = [.. env.Select(variable => DstackEnvironment.Interpolate(variable, _source))],
            Registry = _root["registry_auth"] is { } login ? DstackRegistry.Read(login, _source.Text(_root, "image"), env, _source) : null,
            Command = Command(),
            WorkingDirectory = _source.Text(_root, "working_dir"),
            Notes = _notes,
        };
    }

    private List<string>? Command()
    {
        List<string> commands = _root["commands"] is { } node ? Commands(node) : [];
        if (_type == "dev-environment")
        {
            // It has no command to become: an IDE attaches to it. Its 'init' prepares the container for that.
            if (_root["entrypoint"] is { } refused)
                throw _source.Error(refused.At, "'entrypoint' is not supported for a dev-environment");
            return null;
        }
        if (_source.Text(_root, "entrypoint") is { } entrypoint)
        {
            List<string> words = ShellWords.Split(entrypoint) ?? throw _source.Error(_root["entrypoint"]!.At, "'entrypoint' has a quotation that is not closed");
            words.AddRange(commands);
            return words.Count > 0 ? words : null;
        }
        if (commands.Count > 0)
            return ShellCommands.Vector(ShellCommands.Shell(_root, _root["image"] is null ? "/bin/bash" : "/bin/sh", _source), commands);
        if (_root["replicas"] is ListNode)
            _notes.Add("the commands of replica groups are not run; name the command after --");
        return null;
    }

    private List<string> Commands(ConfigNode node)
    {
        List<string> commands = [];
        foreach (ConfigNode item in _source.List("'commands'", node).Items)
        {
            string command = (item is ScalarNode scalar ? PythonText.Of(scalar) : null) ?? throw _source.Unexpected("a command", item, "a text");
            commands.Add(Interpolate(command, item.At));
        }
        return commands;
    }

    /// <summary>Only a task's commands are interpolated, and only with the arguments of the run, of which there are none here.</summary>
    private string Interpolate(string command, Position at)
    {
        if (_type == "task")
            return string.Concat(DstackInterpolator.Split(command, RunArguments, at, _source).Select(part => part.Text));
        if (DstackInterpolator.Mentions(command, "secrets"))
            throw Refused(at, "secrets", "name");
        return command;

        TemplatePart RunArguments(string space, string name, string written) =>
            (space, name) == ("run", "args") ? new TemplatePart("", false, at) : throw Refused(at, space, name);
    }

    private SecretsException Refused(Position at, string space, string name) => space == "secrets"
        ? _source.Error(at, "secrets are interpolated in 'env' and 'registry_auth', not in commands", $"set a variable in 'env' to ${{{{ secrets.{name} }}}} and use the variable")
        : _source.Error(at, $"'{space}.{name}' is not known in commands", "they know ${{ run.args }}; a literal '${{' is written '$${{'");
}
