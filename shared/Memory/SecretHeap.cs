namespace Secrets.Shared.Memory;

/// <summary>
/// Where secret values live. Small ones share a few pages, so that the twenty values of a run cost three system calls and not sixty,
/// and fit into a small RLIMIT_MEMLOCK; a large one has pages of its own. Thread-safe.
/// </summary>
internal static unsafe class SecretHeap
{
    private const int SharedSize = 16 * 1024;
    private const int LargestShared = SharedSize / 4;

    private static readonly Lock Gate = new();
    private static SecretPages? _current;

    /// <summary>Hands out a block of zeros.</summary>
    /// <param name="length">In bytes.</param>
    /// <param name="pages">To be given to <see cref="Free"/>.</param>
    /// <exception cref="IOException">No pages can be had.</exception>
    public static byte* Allocate(int length, out SecretPages pages)
    {
        if (length > LargestShared)
        {
            pages = new SecretPages(SecretPages.Rounded(length));
            return pages.TryTake(length);
        }
        lock (Gate)
        {
            if (_current is not null && _current.TryTake(length) is var block && block is not null)
            {
                pages = _current;
                return block;
            }
            // The full ones go when their last block does.
            pages = _current = new SecretPages(SharedSize);
            return pages.TryTake(length);
        }
    }

    /// <summary>Clears a block and takes it back.</summary>
    public static void Free(SecretPages pages, byte* block, int length)
    {
        lock (Gate)
        {
            pages.Return(block, length);
            if (pages.IsIdle && pages != _current)
                pages.Unmap();
        }
    }
}
