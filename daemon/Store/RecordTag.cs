using System.Runtime.CompilerServices;

namespace Secrets.Daemon.Store;

/// <summary>A tag in place, without an array of its own: the manifest holds one for every record.</summary>
[InlineArray(Length)]
internal struct RecordTag : IEquatable<RecordTag>
{
    /// <summary>Bytes of a tag.</summary>
    public const int Length = 32;

    private byte _first;

    /// <summary>Copies a stored tag; one of another length becomes a tag that equals no computed one.</summary>
    public static RecordTag From(ReadOnlySpan<byte> bytes)
    {
        RecordTag tag = default;
        if (bytes.Length == Length)
            bytes.CopyTo(tag);
        return tag;
    }

    public readonly byte[] ToArray() => ((ReadOnlySpan<byte>)this).ToArray();

    public readonly void CopyTo(Span<byte> place) => ((ReadOnlySpan<byte>)this).CopyTo(place);

    public readonly bool Equals(RecordTag other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is RecordTag other && Equals(other);

    public override readonly int GetHashCode() => BitConverter.ToInt32((ReadOnlySpan<byte>)this);
}
