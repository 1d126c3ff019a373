using Secrets.Daemon.Crypto;
using Xunit;

namespace Secrets.Tests.Daemon.Crypto;

public sealed class LockedMemoryTests
{
    [Fact]
    public void Disposed_memory_cannot_be_reached()
    {
        LockedMemory key = LockedMemory.RandomKey();
        key.Dispose();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Span.Length);
    }

    [Fact]
    public void Two_random_keys_differ()
    {
        using LockedMemory one = LockedMemory.RandomKey();
        using LockedMemory other = LockedMemory.RandomKey();

        Assert.False(ConstantTime.Equal(one.Span, other.Span));
        Assert.True(ConstantTime.Equal(one.Span, one.Span.ToArray()));
        Assert.False(ConstantTime.Equal(one.Span, one.Span[..31]));
    }

    [Fact]
    public void A_slab_gives_each_key_back()
    {
        byte[][] keys = Enumerable.Range(0, 100).Select(_ => RandomBytes.New(32)).ToArray();
        using KeySlab slab = new(keys.Length);

        int[] places = keys.Select(key => slab.Add(key)).ToArray();

        Assert.True(slab.IsFull);
        for (int i = 0; i < keys.Length; i++)
            Assert.Equal(keys[i], slab[places[i]].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => slab.Add(keys[0]));
    }
}
