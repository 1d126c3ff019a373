using System.Text;
using Secrets.Tui.Terminal.Cells;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class GlyphTests
{
    [Theory]
    [InlineData("a", 1)]
    [InlineData("秘", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("👩‍💻", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇨🇭", 2)]
    [InlineData("❤️", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("नमस्ते", 4)]
    [InlineData("한", 2)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    public void A_text_takes_the_cells_that_terminals_give_it(string text, int cells) => Assert.Equal(cells, Graphemes.Width(text));

    [Theory]
    [InlineData("\u001b", "␛")]
    [InlineData("\a", "␇")]
    [InlineData("\n", "⏎")]
    [InlineData("\t", "→")]
    [InlineData("\u007f", "␡")]
    [InlineData("\u009b", "\ufffd")]
    [InlineData("\u202e", "\ufffd")]
    [InlineData("\u2066", "\ufffd")]
    [InlineData("\u200f", "\ufffd")]
    [InlineData("\u200b", "\ufffd")]
    [InlineData("\u2028", "\ufffd")]
    [InlineData("\ufeff", "\ufffd")]
    public void What_is_dangerous_or_invisible_becomes_a_visible_mark_of_one_cell(string text, string mark)
    {
        Assert.Equal(mark, Glyph.Of(text, unicode: true, out int width));
        Assert.Equal(1, width);
        Assert.Equal(1, Graphemes.Width(text));
    }

    [Fact]
    public void No_character_of_all_brings_a_control_to_the_screen()
    {
        Frame frame = new(4, 1);
        for (int code = 0; code <= 0xffff; code++)
        {
            foreach (string text in new[] { $"{(char)code}", $"a{(char)code}b" })
            {
                frame.Clear(Style.Plain);
                frame.Put(new Area(0, 0, 4, 1), 0, 0, text, Style.Plain);
                foreach (Rune rune in frame.ToString().EnumerateRunes())
                    Assert.False(Rune.IsControl(rune) || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0x200e or 0x200f or 0x61c, $"U+{code:X4}");
            }
        }
    }

    [Fact]
    public void Without_Unicode_only_plain_characters_are_sent_and_nothing_moves()
    {
        const string Text = "naïve 秘密 👩‍💻 │ … • \u001b \u202e";
        Frame plain = new(40, 1, unicode: false);
        Frame rich = new(40, 1);
        plain.Put(new Area(0, 0, 40, 1), 0, 0, Text + "|", Style.Plain);
        rich.Put(new Area(0, 0, 40, 1), 0, 0, Text + "|", Style.Plain);
        Assert.Equal("na?ve ???? ?? | ~ * ? ?|", plain.ToString());
        Assert.Equal("|", plain[Graphemes.Width(Text), 0].Glyph);
        Assert.Equal("|", rich[Graphemes.Width(Text), 0].Glyph);
    }

    [Fact]
    public void Half_a_pair_of_surrogates_becomes_a_mark() => Assert.Equal("\ufffd", Glyph.Of(['\ud800'], unicode: true, out _));

    [Fact]
    public void A_tower_of_accents_is_cut() =>
        Assert.InRange(Glyph.Of("a" + new string('\u0301', 500), unicode: true, out _).Length, 1, 24);

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly", 7, "exactly")]
    [InlineData("too long", 5, "too …")]
    [InlineData("秘密の値", 6, "秘密…")]
    [InlineData("秘密の値", 1, "…")]
    [InlineData("anything", 0, "")]
    public void A_text_that_is_too_long_is_cut_between_glyphs(string text, int cells, string expected)
    {
        string fitted = Graphemes.Fit(text, cells);
        Assert.Equal(expected, fitted);
        Assert.InRange(Graphemes.Width(fitted), 0, cells);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("e\u0301cole Zo\u0308e")]
    [InlineData("👩‍👩‍👧‍👦 family 🇨🇭🇩🇪")]
    [InlineData("नमस्ते 한국어")]
    public void Going_back_stops_where_going_forward_did(string text)
    {
        List<int> forward = [];
        for (int i = 0; i < text.Length; i += Graphemes.NextLength(text.AsSpan(i)))
            forward.Add(i);
        List<int> back = [];
        for (int i = text.Length; i > 0;)
        {
            i -= Graphemes.PreviousLength(text.AsSpan(0, i));
            back.Add(i);
        }
        back.Reverse();
        Assert.Equal(forward, back);
    }
}
