using System.Buffers;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Secrets.Daemon.Runs.Configs.Yaml;

/// <summary>
/// Reads YAML into nodes. It takes the parser's events one by one, so that a limit is noticed before anything has grown: an alias is
/// the very node that it names (no copy, no expansion), and nesting, nodes and merged keys are counted.
/// </summary>
internal sealed class YamlReader
{
    private static readonly SearchValues<char> Quoting = SearchValues.Create("'\"`$&*");

    private readonly ConfigSource _source;
    private readonly string _text;
    private readonly Scanner _scanner;
    private readonly IParser _parser;
    private readonly Dictionary<string, ConfigNode> _anchors = [];
    private int _nodes;

    private YamlReader(string text, ConfigSource source)
    {
        _source = source;
        _text = text;
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>The documents of a text; those without content are left out.</summary>
    /// <exception cref="SecretsException">Invalid: no YAML, a limit is exceeded, a key stands twice, a tag is not understood.</exception>
    public static IReadOnlyList<ConfigNode> Read(string text, ConfigSource source)
    {
        YamlReader reader = new(text, source);
        try
        {
            return reader.Documents();
        }
        catch (YamlException exception)
        {
            Position at = reader.PlaceOf(exception);
            throw source.Error(at, Reason(exception), reader.IsIndentedByTab(at.Line) ? "indent with spaces, not with tabs" : null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The parser has a few ways to stumble over malformed text that are no YamlException.
            throw source.Error(PositionOf(reader._parser.Current?.Start ?? Mark.Empty), "this is not valid YAML");
        }
    }

    /// <summary>The one document of a text; null where the text has no content.</summary>
    /// <exception cref="SecretsException">Invalid: no YAML, or a second document.</exception>
    public static ConfigNode? ReadOne(string text, ConfigSource source)
    {
        IReadOnlyList<ConfigNode> documents = Read(text, source);
        return documents.Count < 2 ? documents.SingleOrDefault() : throw source.Error(documents[1].At, "a second document in one file");
    }

    private Position PlaceOf(YamlException exception)
    {
        // A tab is found at the end of the text that it cuts off, and some mistakes have no place at all but where the reading stopped.
        if (exception.Message.Contains("tab", StringComparison.Ordinal) && exception.End.Index > exception.Start.Index)
            return PositionOf(exception.End);
        return PositionOf(exception.Start.Index > 0 || exception.Start.Line > 1 ? exception.Start : _scanner.CurrentPosition);
    }

    private bool IsIndentedByTab(int line)
    {
        foreach (ReadOnlySpan<char> one in _text.AsSpan().EnumerateLines())
        {
            if (--line == 0)
                return one[..^one.TrimStart().Length].Contains('\t');
        }
        return false;
    }

    private static Position PositionOf(Mark mark) => new((int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));

    /// <summary>The parser's own words, where they quote nothing of the text.</summary>
    private static string Reason(YamlException exception)
    {
        string message = exception.Message;
        return message.Length == 0 || message.AsSpan().ContainsAny(Quoting) || message.Contains('\n')
            ? "this is not valid YAML"
            : $"this is not valid YAML: {char.ToLowerInvariant(message[0])}{message[1..].TrimEnd('.')}";
    }

    private List<ConfigNode> Documents()
    {
        List<ConfigNode> documents = [];
        Next();
        while (Next() is DocumentStart)
        {
            _anchors.Clear();
            ConfigNode root = Node(Next(), 0);
            if (!root.IsNull)
                documents.Add(root);
            Next();
        }
        return documents;
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new YamlException("the text ends too early");

    private ConfigNode Node(ParsingEvent parsed, int depth)
    {
        Position at = PositionOf(parsed.Start);
        if (++_nodes > ConfigSource.MaxNodes)
            throw _source.Error(at, $"more than {ConfigSource.MaxNodes} values");
        if (depth > ConfigSource.MaxDepth)
            throw _source.Error(at, $"nested deeper than {ConfigSource.MaxDepth}");
        if (parsed is AnchorAlias alias)
            return _anchors.GetValueOrDefault(alias.Value.Value) ?? throw _source.Error(at, "this alias names no anchor before it, or one that contains it");
        if (parsed is not NodeEvent node)
            throw _source.Error(at, "this is not valid YAML");
        ConfigNode result = node switch
        {
            Scalar scalar => new ScalarNode(at, scalar.Value, KindOf(scalar, at)),
            SequenceStart => Sequence(at, depth),
            MappingStart => Mapping(at, depth),
            _ => throw _source.Error(at, "this is not valid YAML"),
        };
        if (node is not Scalar)
            RequireTag(node, at, node is SequenceStart ? "tag:yaml.org,2002:seq" : "tag:yaml.org,2002:map");
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = result;
        return result;
    }

    private ScalarKind KindOf(Scalar scalar, Position at)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
            return scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty ? YamlKinds.Of(scalar.Value) : ScalarKind.Text;
        if (YamlKinds.Tagged(scalar.Tag.Value, scalar.Value) is { } kind)
            return kind;
        throw _source.Error(at, YamlKinds.IsTag(scalar.Tag.Value) ? "this is not what its YAML tag says" : "this YAML tag is not supported");
    }

    private void RequireTag(NodeEvent node, Position at, string known)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && node.Tag.Value != known)
            throw _source.Error(at, "this YAML tag is not supported");
    }

    private ListNode Sequence(Position at, int depth)
    {
        List<ConfigNode> items = [];
        for (ParsingEvent parsed = Next(); parsed is not SequenceEnd; parsed = Next())
            items.Add(Node(parsed, depth + 1));
        return new ListNode(at, items);
    }

    private MapNode Mapping(Position at, int depth)
    {
        List<MapEntry> entries = [];
        HashSet<string> keys = [];
        List<ConfigNode> merged = [];
        for (ParsingEvent parsed = Next(); parsed is not MappingEnd; parsed = Next())
        {
            Position keyAt = PositionOf(parsed.Start);
            bool isMerge = parsed is Scalar { Style: ScalarStyle.Plain, Value: "<<" };
            if (Node(parsed, depth + 1) is not ScalarNode key)
                throw _source.Error(keyAt, "a key is not a text", "a value that begins with '{' stands in quotes");
            ConfigNode value = Node(Next(), depth + 1);
            if (isMerge)
                merged.Add(value);
            else if (keys.Add(key.Text))
                entries.Add(new MapEntry(key.Text, keyAt, value));
            else
                throw _source.Error(keyAt, $"the key '{Names.Printable(key.Text)}' stands twice in one map");
        }
        foreach (ConfigNode value in merged)
            Merge(value, entries, keys);
        return new MapNode(at, entries);
    }

    /// <summary>The merge key (yaml.org/type/merge): what a map says itself counts, then what was merged first.</summary>
    private void Merge(ConfigNode value, List<MapEntry> entries, HashSet<string> keys)
    {
        IReadOnlyList<ConfigNode> maps = value is ListNode list ? list.Items : [value];
        foreach (ConfigNode node in maps)
        {
            foreach (MapEntry entry in _source.Map("what is merged", node).Entries)
            {
                if (++_nodes > ConfigSource.MaxNodes)
                    throw _source.Error(value.At, $"more than {ConfigSource.MaxNodes} values");
                if (keys.Add(entry.Key))
                    entries.Add(entry);
            }
        }
    }
}
