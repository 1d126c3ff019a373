namespace Secrets.Daemon.Store;

/// <summary>
/// The manifest as a batch of writes is changing it: copies of the touched buckets over the last generation, and a journal
/// through which one unit of the batch can be taken back alone.
/// </summary>
internal sealed class ManifestDraft(Manifest from) : ILeaves
{
    private readonly Dictionary<int, Leaf[]> _touched = [];
    private readonly Stack<(long Id, Leaf? Before)> _journal = new();

    public bool IsChanged => _touched.Count > 0;

    /// <summary>Where the journal stands; <see cref="RollBackTo"/> returns there.</summary>
    public int Mark => _journal.Count;

    public Manifest Finish(TagMessage message, IRecordAuthenticator authenticator) => from.With(_touched, message, authenticator);

    public int Count(RecordKind kind) => Enumerable.Range(0, Manifest.BucketCount).Sum(bucket => LeavesOf(bucket).Count(leaf => leaf.Kind == kind));

    public IEnumerable<Leaf> All(RecordKind kind) => Enumerable.Range(0, Manifest.BucketCount).SelectMany(LeavesOf).Where(leaf => leaf.Kind == kind);

    public bool TryGet(long id, out Leaf leaf)
    {
        Leaf[] leaves = LeavesOf(Manifest.BucketOf(id));
        int place = Bucket.Find(leaves, id);
        leaf = place >= 0 ? leaves[place] : default;
        return place >= 0;
    }

    public int Count(RecordKind kind, long parent)
    {
        int count = from.Count(kind, parent);
        foreach ((int number, Leaf[] leaves) in _touched)
            count += leaves.Count(leaf => leaf.Kind == kind && leaf.Parent == parent) - from.LeavesOf(number).Count(leaf => leaf.Kind == kind && leaf.Parent == parent);
        return count;
    }

    public bool Any(RecordKind kind, long parent, long key)
    {
        for (int i = 0; i < Manifest.BucketCount; i++)
        {
            foreach (ref readonly Leaf leaf in LeavesOf(i).AsSpan())
            {
                if (leaf.Key == key && leaf.Parent == parent && leaf.Kind == kind)
                    return true;
            }
        }
        return false;
    }

    public void Set(Leaf leaf)
    {
        _journal.Push((leaf.Id, TryGet(leaf.Id, out Leaf before) ? before : null));
        Replace(leaf.Id, leaf);
    }

    public void Remove(long id)
    {
        if (!TryGet(id, out Leaf before))
            return;
        _journal.Push((id, before));
        Replace(id, null);
    }

    public void RollBackTo(int mark)
    {
        while (_journal.Count > mark)
        {
            (long id, Leaf? before) = _journal.Pop();
            Replace(id, before);
        }
    }

    private Leaf[] LeavesOf(int bucket) => _touched.TryGetValue(bucket, out Leaf[]? leaves) ? leaves : from.LeavesOf(bucket);

    private void Replace(long id, Leaf? leaf)
    {
        int number = Manifest.BucketOf(id);
        Leaf[] leaves = LeavesOf(number);
        int place = Bucket.Find(leaves, id);
        _touched[number] = (place, leaf) switch
        {
            ( >= 0, { } after) => [.. leaves.AsSpan(0, place), after, .. leaves.AsSpan(place + 1)],
            ( < 0, { } after) => [.. leaves.AsSpan(0, ~place), after, .. leaves.AsSpan(~place)],
            ( >= 0, null) => [.. leaves.AsSpan(0, place), .. leaves.AsSpan(place + 1)],
            _ => leaves,
        };
    }
}
