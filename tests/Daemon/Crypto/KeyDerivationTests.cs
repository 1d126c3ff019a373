using Secrets.Daemon.Crypto;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class KeyDerivationTests
{
    private static readonly byte[] Master = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

    // Computed once with Python's hashlib.blake2b(b"\x04\0\0\0test\x02\0\0\0ab", key=bytes(range(32)), digest_size=32): the format is frozen.
    [Fact]
    public void The_derivation_never_changes()
    {
        using LockedMemory key = KeyDerivation.Derive(Master, "test", "ab"u8);

        Assert.Equal("e4f57b7d0b95d7bb765b3444a825358283f3d8ef61956639c55157f1149a7352", Convert.ToHexStringLower(key.Span));
    }

    [Fact]
    public void Label_and_context_are_kept_apart()
    {
        using LockedMemory one = KeyDerivation.Derive(Master, "test", "ab"u8);
        using LockedMemory other = KeyDerivation.Derive(Master, "testa", "b"u8);

        Assert.False(ConstantTime.Equal(one.Span, other.Span));
    }

    [Fact]
    public void Associated_data_of_different_parts_differs()
    {
        AssociatedData one = new(stackalloc byte[64]);
        one.Add("ab"u8);
        one.Add("c"u8);
        AssociatedData other = new(stackalloc byte[64]);
        other.Add("a"u8);
        other.Add("bc"u8);

        Assert.Equal("02000000616201000000" + "63", Convert.ToHexStringLower(one.Bytes));
        Assert.False(one.Bytes.SequenceEqual(other.Bytes));
    }
}
