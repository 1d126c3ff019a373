namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>
/// A part of a configuration, whatever its format. Nodes are compared by reference, never by content: an aliased YAML document
/// is a graph that would take exponential time to walk.
/// </summary>
/// <param name="at">Where it begins.</param>
internal abstract class ConfigNode(Position at)
{
    /// <summary>Where it begins.</summary>
    public Position At { get; } = at;

    /// <summary>What it is, for messages: <c>a list</c>.</summary>
    public abstract string What { get; }

    /// <summary>Whether it is an explicit or an empty nothing.</summary>
    public bool IsNull => this is ScalarNode { Kind: ScalarKind.Null };
}
