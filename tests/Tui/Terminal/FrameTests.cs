using System.Text;
using Secrets.Tui.Terminal.Cells;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class FrameTests
{
    private static readonly string[] Texts = ["a", "b", " ", "秘", "é", "e\u0301", "👍", "─", "❤️", "👩‍💻", "…", "\u001b", "word", "数字"];

    private static readonly Style[] Styles =
    [
        Style.Plain,
        new(Color.Ansi(1), Color.Ansi(12), TextAttributes.Bold),
        new(Color.Rgb(0x7cc4f5), Color.Rgb(0x16181d)),
        new(Color.Default, Color.Rgb(0xffffff), TextAttributes.Reverse | TextAttributes.Underline | TextAttributes.Dim),
    ];

    [Theory]
    [InlineData("TrueColor", true)]
    [InlineData("Palette256", true)]
    [InlineData("Ansi16", true)]
    [InlineData("Mono", true)]
    [InlineData("TrueColor", false)]
    public void Differences_replayed_over_500_random_frames_make_the_same_screen_as_whole_frames(string depth, bool unicode)
    {
        ColorDepth colors = Enum.Parse<ColorDepth>(depth);
        Random random = new(20260314);
        FrameWriter writer = new(colors);
        ReplayTerminal replayed = new(24, 6);
        Frame shown = new(24, 6, unicode);
        for (int i = 0; i < 500; i++)
        {
            Frame next = RandomFrame(random, shown, unicode);
            replayed.Feed(writer.Write(next, shown, all: i == 0));
            ReplayTerminal whole = new(24, 6);
            whole.Feed(new FrameWriter(colors).Write(next, new Frame(24, 6, unicode), all: true));
            Assert.Equal(whole.Dump(), replayed.Dump());
            Assert.Equal(next.ToString(), replayed.ToString());
            shown = next;
        }
    }

    [Fact]
    public void Equal_frames_need_no_byte()
    {
        Frame one = RandomFrame(new Random(1), new Frame(24, 6), unicode: true);
        Frame other = RandomFrame(new Random(1), new Frame(24, 6), unicode: true);
        FrameWriter writer = new(ColorDepth.TrueColor);
        _ = writer.Write(one, new Frame(24, 6), all: true);
        Assert.Equal(0, writer.Write(other, one, all: false).Length);
    }

    [Fact]
    public void One_changed_cell_costs_few_bytes()
    {
        Frame one = new(120, 36);
        Frame other = new(120, 36);
        other.Put(new Area(0, 0, 120, 36), 50, 20, "x", Style.Plain);
        Assert.InRange(new FrameWriter(ColorDepth.TrueColor).Write(other, one, all: false).Length, 1, 60);
    }

    [Fact]
    public void Only_the_colour_that_changes_is_sent_and_none_for_a_space()
    {
        Frame next = new(6, 1);
        Area all = new(0, 0, 6, 1);
        Style plain = new(Color.Ansi(1), Color.Ansi(4));
        next.Put(all, 0, 0, "a", plain);
        next.Put(all, 1, 0, " ", plain with { Foreground = Color.Ansi(2), Attributes = TextAttributes.Bold });
        next.Put(all, 2, 0, "b", plain);
        next.Put(all, 3, 0, "c", plain with { Foreground = Color.Default });
        next.Put(all, 4, 0, "d", Style.Plain);
        next.Put(all, 5, 0, "e", Style.Plain.With(TextAttributes.Bold));
        Assert.Equal(
            "\e[?2026h\e[?25l\e[1;1H\e[0;31;44ma b\e[39mc\e[49md\e[0;1me\e[?25l\e[?2026l",
            Encoding.UTF8.GetString(new FrameWriter(ColorDepth.Ansi16).Write(next, new Frame(6, 1), all: false)));
    }

    [Fact]
    public void The_cursor_alone_moves_without_drawing()
    {
        Frame one = new(10, 2);
        Frame other = new(10, 2) { Cursor = (3, 1), CursorVisible = true };
        Assert.Equal("\e[2;4H\e[?25h"u8, new FrameWriter(ColorDepth.TrueColor).Write(other, one, all: false));
    }

    [Fact]
    public void Text_outside_the_clip_is_left_out()
    {
        Frame frame = new(10, 3);
        frame.Put(new Area(2, 1, 4, 1), 0, 1, "0123456789", Style.Plain);
        frame.Put(new Area(2, 1, 4, 1), 2, 0, "above", Style.Plain);
        frame.Put(new Area(2, 1, 4, 1), 2, 2, "below", Style.Plain);
        Assert.Equal("\n  2345\n", frame.ToString());
    }

    [Fact]
    public void Half_of_a_wide_glyph_never_stays()
    {
        Frame frame = new(6, 1);
        Area all = new(0, 0, 6, 1);
        frame.Put(all, 0, 0, "秘密", Style.Plain);
        frame.Put(all, 1, 0, "x", Style.Plain);
        Assert.Equal(" x密", frame.ToString());
        frame.Put(all, 2, 0, "y", Style.Plain);
        Assert.Equal(" xy", frame.ToString());
    }

    [Theory]
    [InlineData(0xff0000, 196, 9)]
    [InlineData(0x000000, 16, 0)]
    [InlineData(0xffffff, 231, 15)]
    [InlineData(0x808080, 244, 7)]
    [InlineData(0x005f87, 24, 6)]
    public void Colours_become_their_nearest(int color, int of256, int of16)
    {
        Assert.Equal(of256, Palette.Nearest256(Color.Rgb(color)));
        Assert.Equal(of16, Palette.Nearest16(Color.Rgb(color)));
    }

    private static Frame RandomFrame(Random random, Frame before, bool unicode)
    {
        Frame frame = new(before.Width, before.Height, unicode);
        Area all = new(0, 0, frame.Width, frame.Height);
        if (random.Next(8) == 0)
            frame.Clear(Styles[random.Next(Styles.Length)]);
        for (int i = 0; i < 40; i++)
            frame.Put(all, random.Next(-2, frame.Width), random.Next(frame.Height), Texts[random.Next(Texts.Length)], Styles[random.Next(Styles.Length)]);
        frame.Fill(new Area(random.Next(20), random.Next(6), random.Next(6), 2), Styles[random.Next(Styles.Length)]);
        if (random.Next(2) == 0)
            frame.Cursor = (random.Next(frame.Width), random.Next(frame.Height));
        frame.CursorVisible = random.Next(2) == 0;
        return frame;
    }
}
