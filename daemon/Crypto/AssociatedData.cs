using System.Buffers.Binary;

namespace Secrets.Daemon.Crypto;

/// <summary>
/// Builds what a ciphertext or a hash is bound to. Each part is preceded by its length (4 bytes, little endian), so that no two different
/// lists of parts give the same bytes.
/// </summary>
internal ref struct AssociatedData
{
    private readonly Span<byte> _buffer;
    private int _length;

    /// <summary>Builds in this buffer, which must be large enough for all parts.</summary>
    public AssociatedData(Span<byte> buffer) => _buffer = buffer;

    /// <summary>What was built so far.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _buffer[.._length];

    /// <summary>Adds some bytes.</summary>
    public void Add(scoped ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer[_length..], part.Length);
        part.CopyTo(_buffer[(_length + 4)..]);
        _length += 4 + part.Length;
    }

    /// <summary>Adds a number, as 8 bytes, little endian.</summary>
    public void Add(long number)
    {
        Span<byte> part = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(part, number);
        Add(part);
    }
}
