using System.Text;
using Secrets.Tui.Terminal.Input;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class InputParserTests
{
    /// <summary>Something of everything that a terminal sends.</summary>
    private const string Everything =
        "aZ\r\t\u007f\u0001\u0000\e[A\eOB\e[1;5C\ex\e\u0013秘👩é\e[<0;10;5M\e[<0;10;5m\e[<64;1;1M\e[M !!\e[200~p\e[31m\r秘\rq\e[201~\e[15~\e[3~\e[97;5u\e[[A\e[1;2P"
        + "\e]11;rgb:1616/1818/1d1d\e\\\e]11;rgb:ffff/ffff/ffff\a\e[?1;2c\eP1+r\e\\\e[Z\eOM\e[12\e[Hz";

    [Theory]
    [InlineData("a", "a")]
    [InlineData("A", "A")]
    [InlineData(" ", "space")]
    [InlineData("\r", "enter")]
    [InlineData("\n", "enter")]
    [InlineData("\t", "tab")]
    [InlineData("\e[Z", "shift+tab")]
    [InlineData("\e", "esc")]
    [InlineData("\e\e", "esc esc")]
    [InlineData("\u007f", "backspace")]
    [InlineData("\b", "backspace")]
    [InlineData("\u0013", "ctrl+s")]
    [InlineData("\u0000", "ctrl+space")]
    [InlineData("\u001c", "ctrl+\\")]
    [InlineData("\ex", "alt+x")]
    [InlineData("\e\u007f", "alt+backspace")]
    [InlineData("\e[", "alt+[")]
    [InlineData("\eO", "alt+O")]
    [InlineData("\e[A", "up")]
    [InlineData("\eOA", "up")]
    [InlineData("\e[1;5D", "ctrl+left")]
    [InlineData("\e[1;4C", "alt+shift+right")]
    [InlineData("\e[5~", "pgup")]
    [InlineData("\e[3;5~", "ctrl+delete")]
    [InlineData("\e[H\e[F\e[1~\e[4~", "home end home end")]
    [InlineData("\eOP\e[11~\e[[A\e[24~", "f1 f1 f1 f12")]
    [InlineData("\e[97;5u", "ctrl+a")]
    [InlineData("\e[13u", "enter")]
    [InlineData("秘é👩", "秘 é 👩")]
    public void Keys_have_the_names_that_people_know(string sent, string names) =>
        Assert.Equal(names, string.Join(' ', Parse(Encoding.UTF8.GetBytes(sent), 1000).OfType<KeyEvent>().Select(pressed => pressed.Key)));

    [Theory]
    [InlineData("\e[<0;10;5M", "Press 9,4 0 None")]
    [InlineData("\e[<2;1;1m", "Release 0,0 2 None")]
    [InlineData("\e[<64;3;4M", "WheelUp 2,3 0 None")]
    [InlineData("\e[<65;3;4M", "WheelDown 2,3 1 None")]
    [InlineData("\e[<16;200;100M", "Press 199,99 0 Control")]
    [InlineData("\e[<32;2;2M", "Move 1,1 0 None")]
    [InlineData("\e[M !!", "Press 0,0 0 None")]
    [InlineData("\e[M#!!", "Release 0,0 3 None")]
    public void The_mouse_tells_what_and_where(string sent, string expected)
    {
        MouseEvent mouse = Assert.IsType<MouseEvent>(Assert.Single(Parse(Encoding.UTF8.GetBytes(sent), 1000)));
        Assert.Equal(expected, $"{mouse.Action} {mouse.X},{mouse.Y} {mouse.Button} {mouse.Modifiers}");
    }

    [Fact]
    public void The_events_are_the_same_however_the_bytes_are_cut()
    {
        byte[] all = Encoding.UTF8.GetBytes(Everything);
        string[] whole = Describe(Parse(all, all.Length));
        Assert.Contains("paste p\e[31m\n秘\nq", whole);
        Assert.Equal("z", whole[^1]);
        for (int size = 1; size < all.Length; size++)
            Assert.Equal(whole, Describe(Parse(all, size)));
        for (int cut = 1; cut < all.Length; cut++)
            Assert.Equal(whole, Describe(Parse(all[..cut], all[cut..])));
    }

    [Fact]
    public void A_megabyte_of_noise_is_read_alike_in_any_pieces_and_leaves_the_keyboard_alive()
    {
        Random random = new(7);
        byte[] noise = new byte[1 << 20];
        random.NextBytes(noise);
        // Noise that looks like input is the harder kind.
        byte[] common = "\e\e\e[[]O;?<M~0127\a\\PABu\r\x80\xc3\xe2\xf0"u8.ToArray();
        for (int i = 0; i < noise.Length; i++)
        {
            if (random.Next(3) > 0)
                noise[i] = common[random.Next(common.Length)];
        }
        string[] whole = Describe(Parse([.. noise, .. "\e[201~k"u8], 1 << 21));
        string[] pieces = Describe(Parse([.. noise, .. "\e[201~k"u8], 977));
        Assert.Equal(whole, pieces);
        Assert.Equal("k", whole[^1]);
    }

    [Fact]
    public void A_paste_that_never_ends_gives_the_keyboard_back()
    {
        List<TerminalEvent> events = [];
        InputParser parser = new(events.Add);
        parser.Feed("\e[200~abc\e[20"u8);
        Assert.Equal(TimeSpan.FromSeconds(2), parser.Patience);
        parser.Flush();
        parser.Feed("k"u8);
        Assert.Equal(["paste abc\e[20", "k"], Describe(events));
        Assert.Null(parser.Patience);
    }

    [Theory]
    [InlineData("one\rtwo\r", "one\ntwo\n")]
    [InlineData("one\ntwo\n", "one\ntwo\n")]
    [InlineData("one\r\ntwo\r\n", "one\r\ntwo\r\n")]
    [InlineData("tab\tand  spaces  ", "tab\tand  spaces  ")]
    [InlineData("\u001b[31mred\u0000", "\u001b[31mred\u0000")]
    [InlineData("", "")]
    public void A_paste_keeps_what_was_copied(string sent, string expected)
    {
        PasteEvent paste = Assert.IsType<PasteEvent>(Assert.Single(Parse(Encoding.UTF8.GetBytes($"\e[200~{sent}\e[201~"), 1000)));
        Assert.Equal(expected, paste.Text.Span);
        Assert.DoesNotContain("red", paste.ToString(), StringComparison.Ordinal);
        paste.Text.Dispose();
        Assert.Equal(0, paste.Text.Span.Length);
    }

    [Fact]
    public void An_escape_waits_a_moment_for_what_may_follow_and_idle_waits_for_ever()
    {
        InputParser parser = new(_ => { });
        Assert.Null(parser.Patience);
        parser.Feed("\e"u8);
        Assert.InRange(parser.Patience!.Value.TotalMilliseconds, 1, 50);
        parser.Flush();
        Assert.Null(parser.Patience);
    }

    [Fact]
    public void Half_a_character_is_kept_until_the_rest_comes_and_bytes_that_are_no_text_are_skipped()
    {
        Assert.Equal(["秘"], Describe(Parse([0xe7], [0xa7, 0x98])));
        Assert.Equal(["a", "b"], Describe(Parse([(byte)'a', 0xff, 0xc3, (byte)'b'], 1)));
    }

    [Fact]
    public void The_terminal_tells_its_background()
    {
        BackgroundEvent reply = Assert.IsType<BackgroundEvent>(Assert.Single(Parse("\e]11;rgb:ff/80/0\e\\"u8.ToArray(), 3)));
        Assert.Equal((255, 128, 0), (reply.Color.Red, reply.Color.Green, reply.Color.Blue));
        Assert.Empty(Parse("\e]11;rgb:ff/80\a\e]11;rgb:zz/80/00\a\e]10;rgb:00/00/00\a"u8.ToArray(), 1000));
    }

    private static List<TerminalEvent> Parse(byte[] bytes, int pieceSize) => Parse([.. bytes.Chunk(pieceSize)]);

    private static List<TerminalEvent> Parse(params byte[][] pieces)
    {
        List<TerminalEvent> events = [];
        InputParser parser = new(events.Add);
        foreach (byte[] piece in pieces)
            parser.Feed(piece);
        for (int i = 0; i < 10 && parser.Patience is not null; i++)
            parser.Flush();
        Assert.Null(parser.Patience);
        return events;
    }

    private static string[] Describe(List<TerminalEvent> events) => [.. events.Select(happened => happened switch
    {
        KeyEvent pressed => pressed.Key.ToString(),
        PasteEvent paste => "paste " + paste.Text.Span.ToString(),
        _ => happened.ToString(),
    })];
}
