using System.Buffers.Binary;

namespace Secrets.Daemon.Store;

/// <summary>
/// The bytes that a tag covers: the domain, then each field behind a byte of its type (0 null, 1 integer, 2 bytes),
/// integers as 8 bytes little-endian, bytes behind their length. One instance a connection, used again and again.
/// </summary>
internal sealed class TagMessage : IFieldSink
{
    private const int Keep = 1 << 16;

    private byte[] _buffer = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public TagMessage Start(TagDomain domain)
    {
        // A value of 1 MiB passes by once in a while; its buffer need not stay.
        if (_buffer.Length > Keep)
            _buffer = new byte[1024];
        _length = 0;
        Reserve(1)[0] = (byte)domain;
        return this;
    }

    public void Integer(long? value)
    {
        if (value is null)
        {
            Reserve(1)[0] = 0;
            return;
        }
        Span<byte> place = Reserve(9);
        place[0] = 1;
        BinaryPrimitives.WriteInt64LittleEndian(place[1..], value.Value);
    }

    public void Blob(byte[]? value)
    {
        if (value is null)
            Reserve(1)[0] = 0;
        else
            Span(value);
    }

    /// <summary>A field of bytes that is never null.</summary>
    public void Span(ReadOnlySpan<byte> value)
    {
        Span<byte> place = Reserve(9 + value.Length);
        place[0] = 2;
        BinaryPrimitives.WriteInt64LittleEndian(place[1..], value.Length);
        value.CopyTo(place[9..]);
    }

    public void Field(RecordTag tag) => Span(tag);

    /// <summary>Room for bytes whose layout the domain fixes, without type or length.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }

    public RecordTag Tag(IRecordAuthenticator authenticator)
    {
        RecordTag tag = default;
        authenticator.ComputeTag(Bytes, tag);
        return tag;
    }
}
