namespace Secrets.Daemon.Crypto;

/// <summary>
/// Keys of 32 bytes side by side in one piece of locked memory: a page each would exhaust RLIMIT_MEMLOCK after a few hundred, and cost
/// several system calls apiece. Only grows; all of it is wiped on Dispose. The owner sees to it that one thread adds at a time.
/// </summary>
internal sealed class KeySlab(int capacity) : IDisposable
{
    private readonly LockedMemory _memory = new(capacity * Aead.KeyLength);

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no other key fits.</summary>
    public bool IsFull => Count == capacity;

    /// <summary>The key at an index that <see cref="Add"/> gave.</summary>
    public Span<byte> this[int index] => _memory.Span.Slice(index * Aead.KeyLength, Aead.KeyLength);

    /// <summary>Keeps a copy of a key and returns its index.</summary>
    public int Add(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(IsFull, true);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Aead.KeyLength);
        key.CopyTo(this[Count]);
        return Count++;
    }

    /// <summary>Adds a random key and returns its index.</summary>
    public int AddRandom()
    {
        ArgumentOutOfRangeException.ThrowIfEqual(IsFull, true);
        RandomBytes.Fill(this[Count]);
        return Count++;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();
}
