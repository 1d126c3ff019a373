using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Toml;

/// <summary>A table while its document is read: how it came to be decides who may still add to it.</summary>
internal sealed class TomlTable
{
    private readonly List<MapEntry> _entries = [];
    private readonly Dictionary<string, object> _items = [];

    public TomlTable(Position at, TomlOrigin origin)
    {
        Node = new MapNode(at, _entries);
        Origin = origin;
    }

    /// <summary>The table as a node; it grows with the table.</summary>
    public MapNode Node { get; }

    /// <summary>How it came to be.</summary>
    public TomlOrigin Origin { get; set; }

    /// <summary>A key's table, list of tables (<see cref="TomlTableList"/>) or value (<see cref="ConfigNode"/>), or null.</summary>
    public object? this[string key] => _items.GetValueOrDefault(key);

    /// <summary>Adds a value under a new key.</summary>
    public void Add(string key, Position at, ConfigNode value) => Add(key, at, value, value);

    /// <summary>Adds a table under a new key.</summary>
    public TomlTable Add(string key, Position at, TomlOrigin origin)
    {
        TomlTable table = new(at, origin);
        Add(key, at, table.Node, table);
        return table;
    }

    /// <summary>Adds an array of tables under a new key.</summary>
    public TomlTableList AddList(string key, Position at)
    {
        TomlTableList list = new(at);
        Add(key, at, list.Node, list);
        return list;
    }

    private void Add(string key, Position at, ConfigNode node, object item)
    {
        _items.Add(key, item);
        _entries.Add(new MapEntry(key, at, node));
    }
}
