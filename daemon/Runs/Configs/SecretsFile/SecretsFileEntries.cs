using System.Buffers.Text;
using System.Text;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.SecretsFile;

/// <summary>The variables and files of our own <c>secrets.yml</c>.</summary>
internal sealed class SecretsFileEntries(ConfigSource source)
{
    private static readonly string[] FileKeys = ["path", "secret", "content", "local_path", "encoding"];

    /// <summary><c>env</c>: a map, or a list of <c>NAME=value</c> and bare <c>NAME</c>. Nothing, or a bare name, is the caller's.</summary>
    public List<ConfiguredVariable> Variables(ConfigNode node)
    {
        List<ConfiguredVariable> variables = node switch
        {
            MapNode map => [.. map.Entries.Select(entry => Variable(entry.Key, entry.At, entry.Value.IsNull ? null : Text(entry), entry.Value.At))],
            ListNode list => [.. list.Items.Select(Item)],
            _ => throw source.Unexpected("'env'", node, "a map or a list"),
        };
        HashSet<string> names = [];
        foreach (ConfiguredVariable variable in variables)
        {
            if (!names.Add(variable.Name))
                throw source.Error(variable.At, $"'env' sets {variable.Name} twice");
        }
        return variables;
    }

    /// <summary><c>files</c>: each with a path and one of a secret, a content and a local path.</summary>
    public List<ConfiguredFile> Files(ConfigNode node)
    {
        List<ConfiguredFile> files = [.. source.List("'files'", node).Items.Select(item => File(source.Map("a file", item)))];
        MountPaths.RequireDistinct(files, source);
        return files;
    }

    /// <summary>A scalar as it is written, <c>1.10</c> and <c>yes</c> included; null for anything else.</summary>
    public static string? Written(ConfigNode node) => node is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;

    private string Text(MapEntry entry) => Written(entry.Value) ?? throw source.Unexpected(entry.Key, entry.Value, "a text");

    private ConfiguredVariable Item(ConfigNode item)
    {
        string text = source.Text("an entry of 'env'", item);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return Variable(equals < 0 ? text : text[..equals], item.At, equals < 0 ? null : text[(equals + 1)..], item.At);
    }

    private ConfiguredVariable Variable(string name, Position at, string? text, Position textAt) => Names.IsVariable(name)
        ? new ConfiguredVariable(name, text is null ? null : SecretsFileInterpolator.Split(text, textAt, source), at)
        // Not quoted: it might be a value that lost its name.
        : throw source.Error(at, "an entry of 'env' has no variable name", "letters, digits and '_', no digit first");

    private ConfiguredFile File(MapNode map)
    {
        foreach (MapEntry entry in map.Entries)
        {
            if (!FileKeys.Contains(entry.Key))
                throw source.Error(entry.At, $"a file has no '{Names.Printable(entry.Key)}'", $"it has {string.Join(", ", FileKeys)}");
        }
        string path = source.Text(map, "path") ?? throw source.Error(map.At, "a file needs a 'path'");
        Position at = map["path"]!.At;
        ConfiguredFile file = new(MountPaths.Require(path, at, source), at) { IsBase64 = IsBase64(map) };
        return (source.Text(map, "secret"), source.Text(map, "content"), source.Text(map, "local_path")) switch
        {
            ({ } name, null, null) => file with { Content = ValueTemplate.Secret(RequireName(name, map["secret"]!.At), map["secret"]!.At) },
            (null, { } text, null) => file with { Content = Content(text, map["content"]!.At, file.IsBase64) },
            (null, null, { }) when file.IsBase64 => throw source.Error(map["local_path"]!.At, "'local_path' is a file's path, and takes no encoding"),
            (null, null, { } local) => file with { LocalPath = MountPaths.RequireLocal(local, map["local_path"]!.At, source) },
            _ => throw source.Error(map.At, "a file needs one of 'secret', 'content' and 'local_path'"),
        };
    }

    private bool IsBase64(MapNode map) => source.Text(map, "encoding") switch
    {
        null => false,
        "base64" => true,
        _ => throw source.Error(map["encoding"]!.At, "'encoding' is not base64"),
    };

    private string RequireName(string name, Position at) =>
        Names.IsName(name) ? name : throw source.Error(at, $"'{Names.Printable(name)}' is no secret name");

    private ValueTemplate Content(string text, Position at, bool isBase64)
    {
        ValueTemplate content = SecretsFileInterpolator.Split(text, at, source);
        bool isLiteral = content.Parts is [] or [{ IsSecret: false }];
        if (isBase64 && isLiteral && !Base64.IsValid(Encoding.UTF8.GetBytes(text)))
            throw source.Error(at, "'content' is not base64");
        return content;
    }
}
