namespace Secrets.Daemon.Store;

/// <summary>Something that is not what was written.</summary>
/// <param name="What">In words, never with content.</param>
/// <param name="Leaf">What the manifest knows of the record, where it is one.</param>
internal sealed record DamagedRecord(string What, Leaf? Leaf = null)
{
    /// <inheritdoc/>
    public override string ToString() => Leaf is { } leaf ? $"{What}, {leaf.Kind.ToString().ToLowerInvariant()} {leaf.Id}" : What;
}
