using Secrets.Shared.Contract;

namespace Secrets.Daemon.Vault.Keys;

/// <summary>
/// The first four bytes of everything that is encrypted or describes keys.
/// <code>
/// 0  'S'
/// 1  kind      K keyslot, D device key file, E sealed key, M metadata, V value
/// 2  version   of this kind's layout, raised by hand
/// 3  suite     1: X25519 sealed boxes, XChaCha20-Poly1305, keyed BLAKE2b, Argon2id, all as libsodium has them
/// </code>
/// </summary>
internal static class FormatHeader
{
    /// <summary>In bytes.</summary>
    public const int Length = 4;

    /// <summary>The layout's version that this release writes, of every kind.</summary>
    public const byte Version = 1;

    /// <summary>The set of primitives that this release uses.</summary>
    public const byte Suite = 1;

    public const byte Keyslot = (byte)'K';
    public const byte DeviceKey = (byte)'D';
    public const byte SealedKey = (byte)'E';
    public const byte Metadata = (byte)'M';
    public const byte Value = (byte)'V';

    /// <summary>Writes the header.</summary>
    public static void Write(Span<byte> place, byte kind)
    {
        place[0] = (byte)'S';
        place[1] = kind;
        place[2] = Version;
        place[3] = Suite;
    }

    /// <summary>Checks the header and returns what follows it.</summary>
    /// <param name="bytes">The whole.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="what">Its name, for the message: <c>a keyslot</c>.</param>
    /// <exception cref="SecretsException">Damaged: it is something else, or newer than this release.</exception>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> bytes, byte kind, string what)
    {
        if (bytes.Length < Length || bytes[0] != 'S' || bytes[1] != kind)
            throw Damage.Of(what);
        RequireKnown(bytes[2], bytes[3], what);
        return bytes[Length..];
    }

    /// <summary>Refuses what a newer release wrote.</summary>
    /// <exception cref="SecretsException">Damaged.</exception>
    public static void RequireKnown(long version, long suite, string what)
    {
        if (version != Version || suite != Suite)
            throw Damage.Newer(what);
    }
}
