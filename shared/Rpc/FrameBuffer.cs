using System.Security.Cryptography;

namespace Secrets.Shared.Rpc;

/// <summary>
/// Collects bytes as they arrive, in whatever pieces, and gives out whole frames. It reads nothing itself, so that blocking and
/// asynchronous readers share it: fill <see cref="Space"/>, say <see cref="Received"/>, then <see cref="TryTake"/> until it is false.
/// Pinned and cleared like every buffer that may hold secrets. Not thread-safe.
/// </summary>
public sealed class FrameBuffer : IDisposable
{
    private const int Smallest = 4096;

    private byte[] _buffer = Allocate(Smallest);
    private int _taken;
    private int _start;
    private int _end;
    private FrameHeader? _header;

    /// <summary>Whether a frame has begun and is not complete: its sender has a deadline to keep.</summary>
    public bool IsInsideFrame => _end > _start;

    /// <summary>Where the next bytes go; never empty. Invalidates the frame taken last.</summary>
    public Memory<byte> Space()
    {
        Forget();
        if (_start == _end)
            Restart();
        if (_end == _buffer.Length)
            Grow();
        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were written into <see cref="Space"/>.</summary>
    public void Received(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _end));
        _end += count;
    }

    /// <summary>Takes the next whole frame, if there is one.</summary>
    /// <param name="content">The content, valid until the next call of <see cref="Space"/>, <see cref="TryTake"/> or <see cref="Dispose"/>.</param>
    /// <exception cref="FrameException">The peer broke the framing or a limit.</exception>
    public bool TryTake(out ReadOnlyMemory<byte> content)
    {
        Forget();
        content = default;
        if (_header is null)
        {
            if (!FrameHeader.TryParse(_buffer.AsSpan(_start, _end - _start), out FrameHeader parsed))
                return false;
            _header = parsed;
        }
        FrameHeader header = _header.Value;
        int length = header.Length + header.ContentLength;
        if (_end - _start < length)
            return false;
        content = _buffer.AsMemory(_start + header.Length, header.ContentLength);
        _start += length;
        _header = null;
        return true;
    }

    /// <summary>Clears the frame taken last, before anything else is read.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(_taken, _start - _taken));
        _taken = _start;
    }

    /// <summary>Clears what is left and begins anew, for another connection.</summary>
    public void Reset()
    {
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(_taken, _end - _taken));
        _header = null;
        Restart();
    }

    /// <summary>Clears the buffer. Safe to call twice.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        _buffer = [];
        _taken = _start = _end = 0;
        _header = null;
    }

    private static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>An empty buffer begins at its beginning again; one that had grown for a large frame is given back.</summary>
    private void Restart()
    {
        _taken = _start = _end = 0;
        if (_buffer.Length > 16 * Smallest)
            _buffer = Allocate(Smallest);
    }

    /// <summary>Grows with what has arrived, not with what a header announced, so that an announcement costs nothing.</summary>
    private void Grow()
    {
        ReadOnlySpan<byte> pending = _buffer.AsSpan(_start, _end - _start);
        byte[] old = _buffer;
        if (pending.Length > old.Length / 2)
            _buffer = Allocate(2 * old.Length);
        pending.CopyTo(_buffer);
        CryptographicOperations.ZeroMemory(ReferenceEquals(old, _buffer) ? old.AsSpan(pending.Length) : old);
        _end = pending.Length;
        _taken = _start = 0;
    }
}
