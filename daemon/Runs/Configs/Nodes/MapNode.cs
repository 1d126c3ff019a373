namespace Secrets.Daemon.Runs.Configs.Nodes;

/// <summary>A map of unique keys.</summary>
/// <param name="at">Where it begins.</param>
/// <param name="entries">Its entries, in the order of the file.</param>
internal sealed class MapNode(Position at, IReadOnlyList<MapEntry> entries) : ConfigNode(at)
{
    /// <summary>Its entries, in the order of the file.</summary>
    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string What => "a map";

    /// <summary>What a key stands for; null where it is absent or stands for nothing.</summary>
    public ConfigNode? this[string key] => Find(key) is { Value.IsNull: false } entry ? entry.Value : null;

    /// <summary>The entry of a key, or null. A search: configurations have a handful of keys.</summary>
    public MapEntry? Find(string key)
    {
        foreach (MapEntry entry in Entries)
        {
            if (entry.Key == key)
                return entry;
        }
        return null;
    }
}
