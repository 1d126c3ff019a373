using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Toml;

/// <summary>Reads TOML 1.0 (toml.io/en/v1.0.0) into nodes. Numbers and dates keep the text that is written.</summary>
internal sealed class TomlReader
{
    private readonly TomlText _text;
    private readonly TomlTable _root = new(Position.Start, TomlOrigin.Header);
    private int _nodes;

    private TomlReader(string text, ConfigSource source) => _text = new TomlText(text, source);

    /// <exception cref="SecretsException">Invalid: no TOML 1.0, or a limit is exceeded.</exception>
    public static MapNode Read(string text, ConfigSource source)
    {
        TomlReader reader = new(text, source);
        reader.Document();
        return reader._root.Node;
    }

    /// <summary>Whether the first line that says something is a header or an assignment.</summary>
    public static bool IsLikely(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
                continue;
            int equals = trimmed.IndexOf('=');
            return trimmed[0] == '[' || (equals > 0 && Names.IsName(trimmed[..equals].TrimEnd().ToString()));
        }
        return false;
    }

    private void Document()
    {
        TomlTable current = _root;
        for (_text.SkipLines(); !_text.AtEnd; _text.SkipLines())
        {
            if (_text.Current == '[')
                current = Header();
            else
                KeyValue(current, 0);
            _text.EndLine();
        }
    }

    private TomlTable Header()
    {
        Position at = _text.At;
        _text.Expect('[');
        bool isList = _text.Take('[');
        List<string> key = _text.Key();
        _text.Expect(']');
        if (isList)
            _text.Expect(']');
        Count(at);
        TomlTable parent = _root;
        foreach (string part in key.SkipLast(1))
            parent = Enter(parent, part, at);
        return isList ? ListElement(parent, key[^1], at) : Table(parent, key[^1], at);
    }

    /// <summary>Goes into a part of a header's name that is not its last.</summary>
    private TomlTable Enter(TomlTable table, string key, Position at) => table[key] switch
    {
        null => table.Add(key, at, TomlOrigin.Implied),
        TomlTable inner => inner,
        TomlTableList list => list.Last,
        _ => throw Defined(key, at),
    };

    private TomlTable Table(TomlTable parent, string key, Position at)
    {
        switch (parent[key])
        {
            case null:
                return parent.Add(key, at, TomlOrigin.Header);
            case TomlTable { Origin: TomlOrigin.Implied } implied:
                implied.Origin = TomlOrigin.Header;
                return implied;
            default:
                throw Defined(key, at);
        }
    }

    private TomlTable ListElement(TomlTable parent, string key, Position at) => parent[key] switch
    {
        null => parent.AddList(key, at).Append(at),
        TomlTableList list => list.Append(at),
        _ => throw Defined(key, at),
    };

    private void KeyValue(TomlTable table, int depth)
    {
        Position at = _text.At;
        List<string> key = _text.Key();
        _text.Expect('=');
        _text.SkipBlanks();
        foreach (string part in key.SkipLast(1))
            table = EnterDotted(table, part, at);
        if (table[key[^1]] is not null)
            throw Defined(key[^1], at);
        table.Add(key[^1], at, Value(depth));
    }

    /// <summary>Goes into a part of a dotted key that is not its last: a table that dotted keys made, or make now.</summary>
    private TomlTable EnterDotted(TomlTable table, string key, Position at)
    {
        switch (table[key])
        {
            case null:
                Count(at);
                return table.Add(key, at, TomlOrigin.DottedKey);
            case TomlTable { Origin: TomlOrigin.DottedKey } dotted:
                return dotted;
            case TomlTable { Origin: TomlOrigin.Implied } implied:
                implied.Origin = TomlOrigin.DottedKey;
                return implied;
            default:
                throw Defined(key, at);
        }
    }

    private SecretsException Defined(string key, Position at) => _text.Error(at, $"'{Names.Printable(key)}' is defined already");

    private void Count(Position at)
    {
        if (++_nodes > ConfigSource.MaxNodes)
            throw _text.Error(at, $"more than {ConfigSource.MaxNodes} values");
    }

    private ConfigNode Value(int depth)
    {
        Position at = _text.At;
        Count(at);
        if (depth > ConfigSource.MaxDepth)
            throw _text.Error(at, $"nested deeper than {ConfigSource.MaxDepth}");
        return _text.Current switch
        {
            '"' or '\'' => new ScalarNode(at, _text.String(), ScalarKind.Text),
            '[' => Array(at, depth),
            '{' => InlineTable(at, depth),
            _ => Bare(at),
        };
    }

    private ScalarNode Bare(Position at)
    {
        int start = _text.Index;
        Word();
        // A date and a time may stand apart by one space.
        if (_text.Current == ' ' && TomlValues.KindOf(_text.Since(start)) == ScalarKind.LocalDate)
        {
            _text.Advance();
            if (char.IsAsciiDigit(_text.Current))
                Word();
        }
        string written = _text.Since(start).TrimEnd(' ');
        ScalarKind kind = TomlValues.KindOf(written) ?? throw _text.Error(at, written.Length == 0 ? "expected a value" : "this is no value of TOML; a text stands in quotes");
        return new ScalarNode(at, written, kind);
    }

    private void Word()
    {
        while (char.IsAsciiLetterOrDigit(_text.Current) || _text.Current is '+' or '-' or '.' or '_' or ':')
            _text.Advance();
    }

    private ListNode Array(Position at, int depth)
    {
        List<ConfigNode> items = [];
        _text.Expect('[');
        for (_text.SkipLines(); !_text.Take(']'); _text.SkipLines())
        {
            items.Add(Value(depth + 1));
            _text.SkipLines();
            if (_text.Take(','))
                continue;
            _text.Expect(']');
            break;
        }
        return new ListNode(at, items);
    }

    private MapNode InlineTable(Position at, int depth)
    {
        TomlTable table = new(at, TomlOrigin.Header);
        _text.Expect('{');
        _text.SkipBlanks();
        if (_text.Take('}'))
            return table.Node;
        do
        {
            _text.SkipBlanks();
            KeyValue(table, depth + 1);
            _text.SkipBlanks();
        }
        while (_text.Take(','));
        _text.Expect('}');
        return table.Node;
    }
}
