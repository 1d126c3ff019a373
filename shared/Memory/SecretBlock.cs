using System.Runtime.InteropServices;

namespace Secrets.Shared.Memory;

/// <summary>
/// A block of the <see cref="SecretHeap"/>, cleared when it is released; also when nobody disposed it (half a message that turned out
/// malformed) and it is collected at last.
/// </summary>
internal sealed unsafe class SecretBlock : SafeHandle
{
    private readonly int _length;
    private readonly SecretPages _pages;

    /// <summary>Takes a block of zeros.</summary>
    /// <param name="length">In bytes.</param>
    /// <exception cref="IOException">No pages can be had.</exception>
    public SecretBlock(int length)
        : base(0, ownsHandle: true)
    {
        _length = length;
        SetHandle((nint)SecretHeap.Allocate(length, out _pages));
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The bytes, as long as the block is not released.</summary>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<byte>((void*)handle, _length);
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        SecretHeap.Free(_pages, (byte*)handle, _length);
        return true;
    }
}
