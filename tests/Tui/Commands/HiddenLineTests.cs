using System.Text;
using Secrets.Tui.Commands.Io;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

public sealed class HiddenLineTests
{
    [Theory]
    [InlineData("abc\r", "abc")]
    [InlineData("abc\n", "abc")]
    [InlineData("abd\x7f\x08" + "c\r", "ac")]
    [InlineData("aü€𝄞\x7f\x7f\x7f\r", "a")]
    [InlineData("\x7f\x7fx\r", "x")]
    [InlineData("wrong\x15right\r", "right")]
    [InlineData("a\x1b[Ab\x1bOHc\x1b[1;5Dd\r", "abcd")]
    [InlineData("abc\x04", "abc")]
    public void Keys_do_what_they_do_everywhere(string typed, string expected) => Assert.Equal((HiddenLineState.Done, expected), Type(typed));

    [Theory]
    [InlineData("\x1b[200~one\rtwo\r\x1b[201~\r", "one\ntwo\n")]
    [InlineData("\x1b[200~one\r\ntwo\x1b[201~\r", "one\ntwo")]
    [InlineData("\x1b[200~one\x1b[201~\r", "one")]
    [InlineData("\x1b[200~one\r\x1b[201~\r", "one")]
    [InlineData("a\x1b[200~b\x7f\x15\x1b[A\x1b[201~c\r", "ab\x7f\x15\x1b[Ac")]
    [InlineData("\x1b[200~\x1b[201~\r", "")]
    public void A_paste_is_kept_as_it_is(string typed, string expected) => Assert.Equal((HiddenLineState.Done, expected), Type(typed));

    [Fact]
    public void The_end_of_input_on_an_empty_line_gives_up() => Assert.Equal(HiddenLineState.GivenUp, Type("\x04").State);

    [Fact]
    public void More_than_a_value_may_have_is_refused() => Assert.Equal(HiddenLineState.TooLong, Type(new string('x', (1 << 20) + 2)).State);

    [Fact]
    public void No_noise_makes_it_fall()
    {
        Random random = new(7);
        byte[] interesting = [0x1b, (byte)'[', (byte)'O', (byte)'2', (byte)'0', (byte)'1', (byte)'~', 0x7f, (byte)'\r', 0x80, 0xff, 4, 21];
        for (int round = 0; round < 2000; round++)
        {
            using HiddenLine line = new();
            for (int i = 0; i < 64; i++)
                _ = line.Feed(random.Next(2) == 0 ? interesting[random.Next(interesting.Length)] : (byte)random.Next(256));
        }
    }

    private static (HiddenLineState State, string Text) Type(string typed)
    {
        using HiddenLine line = new();
        HiddenLineState state = HiddenLineState.More;
        foreach (byte next in Encoding.UTF8.GetBytes(typed))
        {
            Assert.Equal(HiddenLineState.More, state);
            state = line.Feed(next);
        }
        return (state, Encoding.UTF8.GetString(line.Text));
    }
}
