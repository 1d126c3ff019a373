using System.Globalization;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Shared.Contract;

public sealed class SecretValueTests
{
    [Fact]
    public void A_new_value_is_zeros_even_where_another_lay_before()
    {
        for (int round = 0; round < 2; round++)
        {
            List<SecretValue> values = [.. Enumerable.Range(0, 500).Select(length => new SecretValue(length))];
            foreach (SecretValue value in values)
            {
                Assert.False(value.Span.ContainsAnyExcept((byte)0));
                value.Writable.Fill(0xaa);
            }
            values.ForEach(value => value.Dispose());
        }
    }

    [Fact]
    public void Values_of_every_size_keep_their_own_bytes()
    {
        Random random = new(1);
        List<(SecretValue Value, byte[] Expected)> live = [];
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = new byte[random.Next(random.Next(4) == 0 ? 20_000 : 200)];
            random.NextBytes(bytes);
            live.Add((new SecretValue(bytes), bytes));
            if (live.Count > 100)
            {
                int victim = random.Next(live.Count);
                Assert.True(live[victim].Value.Span.SequenceEqual(live[victim].Expected));
                live[victim].Value.Dispose();
                live.RemoveAt(victim);
            }
        }
        Assert.All(live, item => Assert.True(item.Value.Span.SequenceEqual(item.Expected)));
        live.ForEach(item => item.Value.Dispose());
    }

    [Fact]
    public async Task Values_may_be_made_and_disposed_by_many_threads()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(mark => Task.Run(() =>
        {
            Random random = new(mark);
            for (int i = 0; i < 2000; i++)
            {
                using SecretValue value = new(random.Next(6000));
                value.Writable.Fill((byte)mark);
                Assert.False(value.Span.ContainsAnyExcept((byte)mark));
            }
        }))).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_disposed_value_gives_nothing()
    {
        SecretValue value = SecretValue.FromText("hunter2");
        value.Dispose();
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.Length);
        Assert.Throws<ObjectDisposedException>(() => value.Span.Length);
    }

    [Fact]
    public unsafe void A_disposed_value_is_cleared_in_place()
    {
        // Another live value keeps the pages mapped.
        using SecretValue neighbour = SecretValue.FromText("neighbour");
        SecretValue value = SecretValue.FromText("hunter2");
        fixed (byte* start = value.Span)
        {
            value.Dispose();
            Assert.False(new ReadOnlySpan<byte>(start, 7).SequenceEqual("hunter2"u8));
        }
    }

    [Fact]
    public void A_value_never_says_what_it_is() => Assert.Equal("(secret)", SecretValue.FromText("hunter2").ToString());

    [Theory]
    [InlineData(32)]
    [InlineData(1 << 20)]
    public unsafe void A_value_is_locked_and_left_out_of_dumps(int length)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using SecretValue value = new(length);
        fixed (byte* start = value.Span)
        {
            string flags = Flags((ulong)start);
            Assert.Contains(" dd", flags, StringComparison.Ordinal);
            Assert.Contains(" lo", flags, StringComparison.Ordinal);
        }
    }

    /// <summary>The flags of the mapping that an address lies in (proc(5), smaps, VmFlags).</summary>
    private static string Flags(ulong address)
    {
        bool found = false;
        foreach (string line in File.ReadLines("/proc/self/smaps"))
        {
            string[] range = line.Split(' ')[0].Split('-');
            if (range.Length == 2 && ulong.TryParse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong first)
                && ulong.TryParse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong last))
                found = first <= address && address < last;
            else if (found && line.StartsWith("VmFlags:", StringComparison.Ordinal))
                return line;
        }
        return "";
    }
}
