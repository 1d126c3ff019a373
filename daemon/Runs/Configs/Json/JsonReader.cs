using System.Text;
using System.Text.Json;
using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Json;

/// <summary>Reads JSON (RFC 8259) into nodes. Numbers keep the text that is written.</summary>
internal ref struct JsonReader
{
    private readonly ConfigSource _source;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _line;
    private int _lineStart;
    private int _passed;
    private int _nodes;

    private JsonReader(byte[] bytes, ConfigSource source)
    {
        _source = source;
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = ConfigSource.MaxDepth });
        _line = 1;
    }

    /// <exception cref="SecretsException">Invalid: no JSON, a limit is exceeded, a key stands twice.</exception>
    public static ConfigNode Read(string text, ConfigSource source)
    {
        JsonReader reader = new(Encoding.UTF8.GetBytes(text), source);
        try
        {
            reader._reader.Read();
            ConfigNode root = reader.Node();
            reader._reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            // Its message quotes what it found.
            throw source.Error(new Position((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1), "this is not valid JSON");
        }
        catch (InvalidOperationException)
        {
            throw source.Error(reader.At(), "a text is no valid Unicode");
        }
    }

    /// <summary>Where the current token begins. Tokens come in order, so each line is counted once.</summary>
    private Position At()
    {
        int start = (int)_reader.TokenStartIndex;
        for (; _passed < start; _passed++)
        {
            if (_bytes[_passed] == '\n')
            {
                _line++;
                _lineStart = _passed + 1;
            }
        }
        return new Position(_line, Encoding.UTF8.GetCharCount(_bytes[_lineStart..start]) + 1);
    }

    private ConfigNode Node()
    {
        Position at = At();
        if (++_nodes > ConfigSource.MaxNodes)
            throw _source.Error(at, $"more than {ConfigSource.MaxNodes} values");
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(at),
            JsonTokenType.StartArray => List(at),
            JsonTokenType.String => new ScalarNode(at, _reader.GetString()!, ScalarKind.Text),
            JsonTokenType.Null => new ScalarNode(at, "", ScalarKind.Null),
            JsonTokenType.True => new ScalarNode(at, "true", ScalarKind.Boolean),
            JsonTokenType.False => new ScalarNode(at, "false", ScalarKind.Boolean),
            _ => Number(at),
        };
    }

    private readonly ScalarNode Number(Position at)
    {
        string written = Encoding.ASCII.GetString(_reader.ValueSpan);
        return new ScalarNode(at, written, written.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? ScalarKind.Integer : ScalarKind.Float);
    }

    private ListNode List(Position at)
    {
        List<ConfigNode> items = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            items.Add(Node());
        return new ListNode(at, items);
    }

    private MapNode Map(Position at)
    {
        List<MapEntry> entries = [];
        HashSet<string> keys = [];
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            Position keyAt = At();
            string key = _reader.GetString()!;
            if (!keys.Add(key))
                throw _source.Error(keyAt, $"the key '{Names.Printable(key)}' stands twice in one map");
            _reader.Read();
            entries.Add(new MapEntry(key, keyAt, Node()));
        }
        return new MapNode(at, entries);
    }
}
