namespace Secrets.Daemon.Store;

/// <summary>The leaves of all records whose id falls into one bucket, ordered by id, and the tag over them. Immutable.</summary>
internal sealed class Bucket
{
    private Bucket(Leaf[] leaves, RecordTag tag)
    {
        Leaves = leaves;
        Tag = tag;
    }

    public Leaf[] Leaves { get; }

    public RecordTag Tag { get; }

    public static Bucket Of(int number, Leaf[] leaves, TagMessage message, IRecordAuthenticator authenticator)
    {
        message.Start(TagDomain.Bucket);
        message.Integer(number);
        foreach (Leaf leaf in leaves)
            leaf.Write(message.Reserve(Leaf.Size));
        return new Bucket(leaves, message.Tag(authenticator));
    }

    /// <summary>The place of an id among ordered leaves, or the complement of where it would go.</summary>
    public static int Find(ReadOnlySpan<Leaf> leaves, long id)
    {
        (int low, int high) = (0, leaves.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            long found = leaves[middle].Id;
            if (found == id)
                return middle;
            if (found < id)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }
}
