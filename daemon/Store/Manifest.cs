namespace Secrets.Daemon.Store;

/// <summary>
/// The leaves of every record at one generation of the store, in memory, immutable. A hash tree of three steps covers them:
/// leaves, 256 buckets (a change rehashes only the buckets it touches), and one tag over the buckets, which lies in the
/// <see cref="ManifestHead"/>. One head over everything, so that nothing less than the whole file can be rolled back unseen.
/// </summary>
internal sealed class Manifest : ILeaves
{
    public const int BucketCount = 256;

    private readonly Bucket[] _buckets;

    private Manifest(long generation, Bucket[] buckets, RecordTag tag)
    {
        Generation = generation;
        _buckets = buckets;
        Tag = tag;
    }

    /// <summary>Counts the transactions that changed records; audit entries do not raise it.</summary>
    public long Generation { get; }

    /// <summary>The tag over all buckets.</summary>
    public RecordTag Tag { get; }

    public static int BucketOf(long id) => (int)(id & (BucketCount - 1));

    /// <summary>The manifest of these leaves, given in any order.</summary>
    public static Manifest Of(long generation, IEnumerable<Leaf> leaves, TagMessage message, IRecordAuthenticator authenticator)
    {
        List<Leaf>[] sorted = [.. Enumerable.Range(0, BucketCount).Select(_ => new List<Leaf>())];
        foreach (Leaf leaf in leaves)
            sorted[BucketOf(leaf.Id)].Add(leaf);
        Bucket[] buckets = new Bucket[BucketCount];
        for (int i = 0; i < BucketCount; i++)
        {
            sorted[i].Sort(static (a, b) => a.Id.CompareTo(b.Id));
            buckets[i] = Bucket.Of(i, [.. sorted[i]], message, authenticator);
        }
        return new Manifest(generation, buckets, TagOf(buckets, message, authenticator));
    }

    /// <summary>The next generation, with some buckets' leaves replaced.</summary>
    public Manifest With(IReadOnlyDictionary<int, Leaf[]> changed, TagMessage message, IRecordAuthenticator authenticator)
    {
        Bucket[] buckets = [.. _buckets];
        foreach ((int number, Leaf[] leaves) in changed)
            buckets[number] = Bucket.Of(number, leaves, message, authenticator);
        return new Manifest(Generation + 1, buckets, TagOf(buckets, message, authenticator));
    }

    public Leaf[] LeavesOf(int bucket) => _buckets[bucket].Leaves;

    public int Count(RecordKind kind) => Enumerable.Range(0, BucketCount).Sum(bucket => LeavesOf(bucket).Count(leaf => leaf.Kind == kind));

    public IEnumerable<Leaf> All(RecordKind kind) => _buckets.SelectMany(bucket => bucket.Leaves).Where(leaf => leaf.Kind == kind);

    public bool TryGet(long id, out Leaf leaf)
    {
        Leaf[] leaves = LeavesOf(BucketOf(id));
        int place = Bucket.Find(leaves, id);
        leaf = place >= 0 ? leaves[place] : default;
        return place >= 0;
    }

    // A walk over all leaves costs about a nanosecond each; an index would have to be kept for every generation.
    public int Count(RecordKind kind, long parent)
    {
        int count = 0;
        foreach (Bucket bucket in _buckets)
        {
            foreach (ref readonly Leaf leaf in bucket.Leaves.AsSpan())
                count += leaf.Parent == parent && leaf.Kind == kind ? 1 : 0;
        }
        return count;
    }

    public bool Any(RecordKind kind, long parent, long key)
    {
        foreach (Bucket bucket in _buckets)
        {
            foreach (ref readonly Leaf leaf in bucket.Leaves.AsSpan())
            {
                if (leaf.Key == key && leaf.Parent == parent && leaf.Kind == kind)
                    return true;
            }
        }
        return false;
    }

    private static RecordTag TagOf(Bucket[] buckets, TagMessage message, IRecordAuthenticator authenticator)
    {
        message.Start(TagDomain.Records);
        foreach (Bucket bucket in buckets)
            bucket.Tag.CopyTo(message.Reserve(RecordTag.Length));
        return message.Tag(authenticator);
    }
}
