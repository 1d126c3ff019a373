namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>A sequence.</summary>
/// <param name="at">Where it begins.</param>
/// <param name="items">Its items, in order.</param>
internal sealed class ListNode(Position at, IReadOnlyList<ConfigNode> items) : ConfigNode(at)
{
    /// <summary>Its items, in order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; } = items;

    /// <inheritdoc/>
    public override string What => "a list";
}
