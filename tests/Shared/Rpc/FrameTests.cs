using System.Text;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;
using Xunit;

namespace Secrets.Tests.Shared.Rpc;

public sealed class FrameTests
{
    [Fact]
    public void Frames_arrive_whole_wherever_the_stream_is_split()
    {
        byte[] stream = Encoding.UTF8.GetBytes("Content-Length: 2\r\n\r\n{}Content-Type: x; charset=utf-8\r\ncontent-length:  6\t\r\n\r\n\"äö\"Content-Length: 0\r\n\r\n");
        for (int split = 0; split <= stream.Length; split++)
            Assert.Equal(["{}", "\"äö\"", ""], Frames(stream[..split], stream[split..]));
    }

    [Fact]
    public void Frames_arrive_whole_byte_by_byte() =>
        Assert.Equal(["[1]", "[2]"], Frames([.. Encoding.UTF8.GetBytes("Content-Length: 3\r\n\r\n[1]Content-Length: 3\r\n\r\n[2]").Select(b => new[] { b })]));

    [Fact]
    public void The_longest_frame_passes_among_short_ones()
    {
        string longest = new('x', WireLimits.Frame);
        byte[] stream = Encoding.UTF8.GetBytes($"Content-Length: 1\r\n\r\na{Header(longest.Length)}{longest}Content-Length: 1\r\n\r\nb");
        byte[][] pieces = [.. stream.Chunk(3001)];
        Assert.Equal(["a", longest, "b"], Frames(pieces));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using FrameWriter writer = new();
        foreach (int length in (int[])[0, 1, 9, 10, 99, 100, 5000, 70_000, WireLimits.Frame, 3])
        {
            byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
            writer.Begin();
            writer.Content.Write(content);
            byte[] frame = writer.End().ToArray();
            Assert.True(FrameHeader.TryParse(frame, out FrameHeader header));
            Assert.Equal((frame.Length - length, length), (header.Length, header.ContentLength));
            Assert.Equal(content, frame[header.Length..]);
        }
    }

    [Fact]
    public void A_frame_beyond_the_limit_is_not_written()
    {
        using FrameWriter writer = new();
        writer.Begin();
        writer.Content.Write(new byte[WireLimits.Frame + 1]);
        Assert.Throws<FrameException>(() => writer.End());
    }

    [Theory]
    [InlineData("Content-Length: 2097153\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n")]
    [InlineData("Content-Length: -1\r\n")]
    [InlineData("Content-Length: +1\r\n")]
    [InlineData("Content-Length: 0x1\r\n")]
    [InlineData("Content-Length: 1 2\r\n")]
    [InlineData("Content-Length:\r\n")]
    [InlineData("Content-Length: 1\r\nContent-Length: 1\r\n")]
    [InlineData("Content-Length: 1\n")]
    [InlineData("Content-Type: x\r\n\r\n")]
    [InlineData("\r\n")]
    [InlineData(": 1\r\n")]
    [InlineData("no field\r\n")]
    [InlineData("{\"jsonrpc\":\"2.0\"}\n")]
    public void A_header_that_breaks_a_rule_is_refused_at_once(string header) =>
        Assert.Throws<FrameException>(() => FrameHeader.TryParse(Encoding.ASCII.GetBytes(header), out _));

    [Fact]
    public void A_header_may_be_1_KiB_and_no_byte_more()
    {
        string rest = "\r\nContent-Length: 1\r\n\r\n";
        string field = "X: " + new string('x', WireLimits.Header - 3 - rest.Length);
        Assert.True(FrameHeader.TryParse(Encoding.ASCII.GetBytes(field + rest), out FrameHeader header));
        Assert.Equal(new FrameHeader(WireLimits.Header, 1), header);
        Assert.Throws<FrameException>(() => FrameHeader.TryParse(Encoding.ASCII.GetBytes("x" + field + rest), out _));
        Assert.False(FrameHeader.TryParse(new byte[WireLimits.Header - 1], out _));
        Assert.Throws<FrameException>(() => FrameHeader.TryParse(new byte[WireLimits.Header], out _));
    }

    [Fact]
    public void An_announced_length_reserves_nothing()
    {
        using FrameBuffer buffer = new();
        Receive(buffer, Encoding.ASCII.GetBytes(Header(WireLimits.Frame) + "x"));
        Assert.False(buffer.TryTake(out _));
        Assert.True(buffer.IsInsideFrame);
        Assert.InRange(buffer.Space().Length, 1, 4096);
    }

    [Fact]
    public void A_frame_is_cleared_when_the_next_one_is_taken()
    {
        using FrameBuffer buffer = new();
        Receive(buffer, "Content-Length: 6\r\n\r\nsecretContent-Length: 1\r\n\r\nx"u8);
        Assert.True(buffer.TryTake(out ReadOnlyMemory<byte> first));
        Assert.True(first.Span.SequenceEqual("secret"u8));
        Assert.True(buffer.TryTake(out _));
        Assert.Equal(new byte[6], first.ToArray());
        Assert.False(buffer.IsInsideFrame);
    }

    [Fact]
    public void A_secret_buffer_is_cleared_when_it_grows_and_when_it_is_disposed()
    {
        SecretBufferWriter writer = new();
        Memory<byte> before = writer.GetMemory();
        writer.Write("secret"u8);
        writer.Write(new byte[before.Length]);
        Assert.True(before.Span[..6].SequenceEqual(new byte[6]));
        Assert.True(writer.WrittenSpan[..6].SequenceEqual("secret"u8));
        ReadOnlyMemory<byte> after = writer.WrittenMemory[..6];
        writer.Dispose();
        writer.Dispose();
        Assert.Equal(new byte[6], after.ToArray());
    }

    private static string Header(int length) => $"Content-Length: {length}\r\n\r\n";

    private static void Receive(FrameBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> space = buffer.Space().Span;
            int count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            buffer.Received(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>Takes frames as they complete, as a reader does, whatever the pieces.</summary>
    private static List<string> Frames(params byte[][] pieces)
    {
        using FrameBuffer buffer = new();
        List<string> frames = [];
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            while (!rest.IsEmpty)
            {
                Span<byte> space = buffer.Space().Span;
                int count = Math.Min(space.Length, rest.Length);
                rest[..count].CopyTo(space);
                buffer.Received(count);
                rest = rest[count..];
                while (buffer.TryTake(out ReadOnlyMemory<byte> content))
                    frames.Add(Encoding.UTF8.GetString(content.Span));
            }
        }
        return frames;
    }
}
