using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Daemon.Runs.Configs.Yaml;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Truss;

/// <summary>
/// Truss's <c>config.yaml</c> (docs.baseten.co): <c>secrets</c> maps names to placeholders, which say nothing; each is a file
/// <c>/secrets/NAME</c> and a variable <c>TRUSS_SECRET_NAME</c>, the two places where Truss's own resolver looks. Resources, builds
/// and models are left alone.
/// </summary>
internal sealed class TrussReader
{
    private const string Folder = "/secrets/";
    private const string VariablePrefix = "TRUSS_SECRET_";

    private readonly ConfigSource _source;
    private readonly MapNode _root;
    private readonly MapNode? _server;
    private readonly List<ConfiguredVariable> _variables = [];
    private readonly List<ConfiguredFile> _files = [];
    private readonly List<string> _notes = [];

    private TrussReader(ConfigSource source, MapNode root)
    {
        _source = source;
        _root = root;
        _server = root["docker_server"] is { } server ? source.Map("'docker_server'", server) : null;
    }

    public static RunConfiguration Read(string text, ConfigSource source)
    {
        return YamlReader.ReadOne(text, source) is { } root ? new TrussReader(source, source.Map("a Truss configuration", root)).Read() : new RunConfiguration();
    }

    private RunConfiguration Read()
    {
        if (_root["environment_variables"] is { } environment)
        {
            foreach (MapEntry entry in _source.Map("'environment_variables'", environment).Entries)
                AddVariable(entry);
        }
        if (_root["secrets"] is { } secrets)
        {
            foreach (MapEntry entry in _source.Map("'secrets'", secrets).Entries)
                AddSecret(entry);
        }
        return new RunConfiguration { Variables = _variables, Files = _files, Command = Command(), Notes = _notes };
    }

    private void AddVariable(MapEntry entry)
    {
        if (!Names.IsVariable(entry.Key))
            throw _source.Error(entry.At, $"'{Names.Printable(entry.Key)}' is no variable name");
        if (entry.Value.IsNull)
        {
            // Python would make the text None of it, which nobody means.
            _notes.Add($"{entry.Key} is not set: 'environment_variables' gives it no value");
            return;
        }
        string text = entry.Value switch
        {
            // Truss writes truth values in lower case, everything else as Python does.
            ScalarNode { Kind: ScalarKind.Boolean } scalar => PythonText.Of(scalar)!.ToLowerInvariant(),
            ScalarNode scalar => PythonText.Of(scalar),
            _ => null,
        } ?? throw _source.Unexpected(entry.Key, entry.Value, "a text");
        _variables.Add(new ConfiguredVariable(entry.Key, ValueTemplate.Literal(text), entry.At));
    }

    private void AddSecret(MapEntry entry)
    {
        string name = entry.Key;
        if (!Names.IsName(name))
            throw _source.Error(entry.At, $"'{Names.Printable(name)}' is no secret name");
        if (entry.Value is ScalarNode { Kind: ScalarKind.Text } placeholder && CredentialShapes.IsLikely(placeholder.Text))
            _notes.Add($"{_source.Name}:{placeholder.At.Line}:{placeholder.At.Column}: what stands for {name} looks like a credential; store it with 'secrets set {name}' and write null");
        ValueTemplate value = ValueTemplate.Secret(name, entry.At);
        // A server of its own reads /secrets; a model class gets its secrets from Truss, which takes the variable as well.
        _files.Add(new ConfiguredFile(Folder + name, entry.At) { Content = value, IsOptional = _server is null });
        string variable = VariablePrefix + name;
        if (!Names.IsVariable(variable))
            _notes.Add($"{variable} is not set: it is no variable name; the value is in {Folder}{name} only");
        else if (!_variables.Exists(declared => declared.Name == variable))
            _variables.Add(new ConfiguredVariable(variable, value, entry.At));
    }

    private List<string>? Command()
    {
        if (_server is null || _source.Text(_server, "start_command") is not { } command)
            return null;
        List<string> words = ShellWords.Split(command) ?? throw _source.Error(_server["start_command"]!.At, "'start_command' has a quotation that is not closed");
        return words.Count > 0 ? words : null;
    }
}
