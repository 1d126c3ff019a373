using System.Buffers;
using System.Security.Cryptography;

namespace Secrets.Shared.Contract;

/// <summary>
/// A growing buffer that may hold secrets: pinned, so that the collector leaves no copies behind,
/// and cleared when it grows, is reset or is disposed. Not thread-safe.
/// </summary>
public sealed class SecretBufferWriter : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 4096;

    private byte[] _buffer;
    private int _written;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">Bytes to reserve at once; growing copies and clears.</param>
    public SecretBufferWriter(int capacity = Smallest) => _buffer = Allocate(Math.Max(capacity, Smallest));

    /// <summary>How much was written, in bytes.</summary>
    public int Length => _written;

    /// <summary>What was written; valid until the next write.</summary>
    public Span<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _written);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _written));
        _written += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _written += bytes.Length;
    }

    /// <summary>Takes back what was written from here on, and clears it.</summary>
    public void Truncate(int length)
    {
        CryptographicOperations.ZeroMemory(WrittenSpan[length..]);
        _written = length;
    }

    /// <summary>Clears what was written and begins anew; a buffer that had grown large is given back.</summary>
    public void Reset()
    {
        CryptographicOperations.ZeroMemory(WrittenSpan);
        _written = 0;
        if (_buffer.Length > 16 * Smallest)
            _buffer = Allocate(Smallest);
    }

    /// <summary>Clears the buffer. Safe to call twice.</summary>
    public void Dispose()
    {
        // Whole: a caller may have filled a span without advancing.
        CryptographicOperations.ZeroMemory(_buffer);
        _buffer = [];
        _written = 0;
    }

    private static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);

    private void Reserve(int sizeHint)
    {
        int needed = checked(_written + Math.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
            return;
        byte[] old = _buffer;
        _buffer = Allocate(Math.Max(needed, 2 * old.Length));
        old.AsSpan(0, _written).CopyTo(_buffer);
        CryptographicOperations.ZeroMemory(old);
    }
}
