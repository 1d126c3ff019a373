using System.Runtime.InteropServices;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Crypto;

/// <summary>
/// Memory for keys, from <c>sodium_malloc</c>: between guard pages, locked against swapping as far as RLIMIT_MEMLOCK allows,
/// left out of core dumps, and wiped when it is freed. Each takes at least a page, so many small keys share one (<see cref="KeySlab"/>).
/// The owner sees to it that nobody uses <see cref="Span"/> while it is disposed.
/// </summary>
internal sealed unsafe class LockedMemory : SafeHandle
{
    /// <summary>Reserves this many bytes; libsodium fills them with 0xdb.</summary>
    public LockedMemory(int length)
        : base(0, ownsHandle: true)
    {
        Length = length;
        void* pointer = Sodium.sodium_malloc((nuint)length);
        if (pointer is null)
            throw new SecretsException(ErrorCode.Failure, "no memory left for a key");
        SetHandle((nint)pointer);
    }

    /// <summary>In bytes.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The bytes.</summary>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<byte>((void*)handle, Length);
        }
    }

    /// <summary>A key of <see cref="Aead.KeyLength"/> random bytes.</summary>
    public static LockedMemory RandomKey()
    {
        LockedMemory key = new(Aead.KeyLength);
        RandomBytes.Fill(key.Span);
        return key;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Sodium.sodium_free((void*)handle);
        return true;
    }
}
