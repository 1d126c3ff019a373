using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Secrets.Shared.Memory;

/// <summary>
/// Pages of their own for secrets: locked against swapping as far as RLIMIT_MEMLOCK allows, and left out of core dumps where the system
/// can do that (Linux). Never moved, so that the collector leaves no copies. Blocks are handed out one after the other; all are given
/// back before the room is used anew. Not thread-safe; <see cref="SecretHeap"/> holds the lock.
/// </summary>
internal sealed unsafe partial class SecretPages
{
    private const int Alignment = 16;

    private readonly byte* _start;
    private readonly int _size;
    private int _used;
    private int _live;

    /// <summary>Maps pages.</summary>
    /// <param name="size">In bytes; the system rounds it up to whole pages.</param>
    /// <exception cref="IOException">The system has no memory left, or the process may have no more.</exception>
    public SecretPages(int size)
    {
        const int ReadWrite = 1 | 2;
        const nint Failed = -1;
        int privateAnonymous = OperatingSystem.IsMacOS() ? 0x1002 : 0x22;
        nint start = Map(0, (nuint)size, ReadWrite, privateAnonymous, -1, 0);
        if (start == Failed)
            throw new IOException("no memory is left for a secret");
        _start = (byte*)start;
        _size = size;
        // Both are a second line of defence: where the limit is reached, a secret in memory that could be swapped beats none.
        _ = Lock(start, (nuint)size);
        const int DoNotDump = 16;
        if (OperatingSystem.IsLinux())
            _ = Advise(start, (nuint)size, DoNotDump);
    }

    /// <summary>Whether no block is in use.</summary>
    public bool IsIdle => _live == 0;

    /// <summary>The bytes that a block of this length takes.</summary>
    public static int Rounded(int length) => (Math.Max(length, 1) + Alignment - 1) & -Alignment;

    /// <summary>Hands out a block of zeros.</summary>
    /// <param name="length">In bytes.</param>
    /// <returns>Where it begins, or null where it does not fit.</returns>
    public byte* TryTake(int length)
    {
        int rounded = Rounded(length);
        if (rounded > _size - _used)
            return null;
        byte* block = _start + _used;
        _used += rounded;
        _live++;
        return block;
    }

    /// <summary>Clears a block and takes it back.</summary>
    public void Return(byte* block, int length)
    {
        CryptographicOperations.ZeroMemory(new Span<byte>(block, length));
        _live--;
        if (_live == 0)
            _used = 0;
        else if (block + Rounded(length) == _start + _used)
            _used -= Rounded(length);
    }

    /// <summary>Gives the pages back to the system.</summary>
    public void Unmap() => _ = Unmap((nint)_start, (nuint)_size);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "mlock")]
    private static partial int Lock(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
