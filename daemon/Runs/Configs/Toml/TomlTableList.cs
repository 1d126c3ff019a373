using Secrets.Daemon.Runs.Configs.Nodes;

namespace Secrets.Daemon.Runs.Configs.Toml;

/// <summary>An array of tables (<c>[[name]]</c>) while its document is read.</summary>
internal sealed class TomlTableList
{
    private readonly List<ConfigNode> _nodes = [];

    public TomlTableList(Position at) => Node = new ListNode(at, _nodes);

    /// <summary>The array as a node; it grows with the array.</summary>
    public ListNode Node { get; }

    /// <summary>The table that was begun last: what follows belongs to it.</summary>
    public TomlTable Last { get; private set; } = null!;

    /// <summary>Begins another table.</summary>
    public TomlTable Append(Position at)
    {
        Last = new TomlTable(at, TomlOrigin.Header);
        _nodes.Add(Last.Node);
        return Last;
    }
}
