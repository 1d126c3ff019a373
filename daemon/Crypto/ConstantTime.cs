namespace Secrets.Daemon.Crypto;

/// <summary>Comparison whose time tells nothing about where two buffers differ.</summary>
internal static unsafe class ConstantTime
{
    /// <summary>Whether both have the same length (which is no secret) and the same bytes.</summary>
    public static bool Equal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
            return false;
        fixed (byte* a = left, b = right)
            return Sodium.sodium_memcmp(a, b, (nuint)left.Length) == 0;
    }
}
