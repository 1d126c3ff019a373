namespace Secrets.Daemon.Crypto;

/// <summary>The kernel's random bytes, through libsodium (<c>getrandom</c>).</summary>
internal static unsafe class RandomBytes
{
    /// <summary>Fills a buffer.</summary>
    public static void Fill(Span<byte> bytes)
    {
        fixed (byte* pointer = bytes)
            Sodium.randombytes_buf(pointer, (nuint)bytes.Length);
    }

    /// <summary>As many fresh bytes; not for keys, which belong into <see cref="LockedMemory"/>.</summary>
    public static byte[] New(int length)
    {
        byte[] bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    /// <summary>A number below a bound, each as likely as the next.</summary>
    public static int Below(int bound) => (int)Sodium.randombytes_uniform((uint)bound);
}
