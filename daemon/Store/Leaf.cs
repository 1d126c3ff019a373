using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Secrets.Daemon.Store;

/// <summary>What the manifest knows of one record: enough to recognize any other row in its place, and to miss it when it is gone.</summary>
/// <param name="Kind">The record's kind.</param>
/// <param name="Id">Its id, unique over all kinds.</param>
/// <param name="Parent">The id of the record it belongs to, or 0.</param>
/// <param name="Key">What tells it from its siblings: a number, or the first 8 bytes of its name's hash; 0 where nothing does.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Tag">The tag over all of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Leaf(RecordKind Kind, long Id, long Parent, long Key, long Revision, RecordTag Tag)
{
    /// <summary>Bytes that <see cref="Write"/> fills.</summary>
    public const int Size = 1 + (4 * 8) + RecordTag.Length;

    public void Write(Span<byte> place)
    {
        place[0] = (byte)Kind;
        BinaryPrimitives.WriteInt64LittleEndian(place[1..], Id);
        BinaryPrimitives.WriteInt64LittleEndian(place[9..], Parent);
        BinaryPrimitives.WriteInt64LittleEndian(place[17..], Key);
        BinaryPrimitives.WriteInt64LittleEndian(place[25..], Revision);
        Tag.CopyTo(place[33..]);
    }
}
