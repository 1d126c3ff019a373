using System.Text;

namespace Secrets.Daemon.Crypto;

/// <summary>
/// One key for one purpose, from a master key: BLAKE2b-256 keyed with the master key, over the length-prefixed label and context.
/// Different labels give unrelated keys, and none of them leads back to the master.
/// </summary>
internal static class KeyDerivation
{
    /// <summary>Derives 32 bytes into <paramref name="output"/>.</summary>
    /// <param name="master">16 to 64 bytes.</param>
    /// <param name="label">The purpose, a constant of the caller's.</param>
    /// <param name="context">What else the key belongs to; may be empty.</param>
    /// <param name="output">Where the key goes.</param>
    public static void Derive(ReadOnlySpan<byte> master, string label, ReadOnlySpan<byte> context, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(output.Length, KeyedHash.Length);
        AssociatedData message = new(stackalloc byte[128]);
        Span<byte> utf8 = stackalloc byte[64];
        message.Add(utf8[..Encoding.UTF8.GetBytes(label, utf8)]);
        message.Add(context);
        KeyedHash.Compute(message.Bytes, master, output);
    }

    /// <summary>Derives a key into locked memory of its own.</summary>
    public static LockedMemory Derive(ReadOnlySpan<byte> master, string label, ReadOnlySpan<byte> context = default)
    {
        LockedMemory key = new(KeyedHash.Length);
        Derive(master, label, context, key.Span);
        return key;
    }
}
