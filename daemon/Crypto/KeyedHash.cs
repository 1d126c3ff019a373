namespace Secrets.Daemon.Crypto;

/// <summary>Keyed BLAKE2b (RFC 7693): message authentication, look-up hashes and derivation.</summary>
internal static unsafe class KeyedHash
{
    /// <summary>The usual output and key length, in bytes.</summary>
    public const int Length = 32;

    /// <summary>The hash of a message under a key of 16 to 64 bytes, as long as <paramref name="output"/> (16 to 64 bytes).</summary>
    public static void Compute(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key, Span<byte> output)
    {
        Require(key, output);
        fixed (byte* o = output, m = message, k = key)
            _ = Sodium.crypto_generichash(o, (nuint)output.Length, m, (ulong)message.Length, k, (nuint)key.Length);
    }

    /// <summary>As above, of two parts, one behind the other, where joining them would copy a secret. Who calls it fixes the first part's length.</summary>
    public static void Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> key, Span<byte> output)
    {
        Require(key, output);
        // crypto_generichash_state: 384 bytes, aligned to 64.
        byte* memory = stackalloc byte[384 + 63];
        void* state = (void*)(((nint)memory + 63) & ~63);
        fixed (byte* o = output, f = first, s = second, k = key)
        {
            _ = Sodium.crypto_generichash_init(state, k, (nuint)key.Length, (nuint)output.Length);
            _ = Sodium.crypto_generichash_update(state, f, (ulong)first.Length);
            _ = Sodium.crypto_generichash_update(state, s, (ulong)second.Length);
            _ = Sodium.crypto_generichash_final(state, o, (nuint)output.Length);
        }
        Wipe.Clear(new Span<byte>(memory, 384 + 63));
    }

    // libsodium itself takes shorter ones, which are too short to be worth having.
    private static void Require(ReadOnlySpan<byte> key, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 16, nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, 64, nameof(key));
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, 16, nameof(output));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, 64, nameof(output));
    }
}
