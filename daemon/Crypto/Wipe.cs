namespace Secrets.Daemon.Crypto;

/// <summary>Clears memory in a way that no optimizer removes.</summary>
internal static unsafe class Wipe
{
    /// <summary>Overwrites with zeros.</summary>
    public static void Clear(Span<byte> bytes)
    {
        fixed (byte* pointer = bytes)
            Sodium.sodium_memzero(pointer, (nuint)bytes.Length);
    }
}
