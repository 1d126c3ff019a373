using System.Text;
using Secrets.Tui.ViewModels;
using Xunit;

namespace Secrets.Tests.Tui.ViewModels;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("plain\ntext", "plain|text")]
    [InlineData("\e[1;31mred\e[0m and \e[38;2;1;2;3mmore\e[K\n", "red and more")]
    [InlineData("\e]0;title\aafter\e]8;;http://x\e\\link\e]8;;\e\\\n", "afterlink")]
    [InlineData("\eP1$r payload\e\\after \e(Bset \ecreset\n", "after set reset")]
    [InlineData("10 %\r20 %\r100 %\r\ndone\n", "10 %|20 %|100 %|done")]
    [InlineData("\e]0;never finished\nthe next line\n\e[\nand this\n", "|the next line||and this")]
    [InlineData("\e[3\u0001x\n", "\u0001x")]
    [InlineData("\n\n", "|")]
    [InlineData("", "")]
    public void Sequences_for_terminals_are_left_out_wherever_they_are_cut(string printed, string lines)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(printed);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            LogText text = new();
            text.Append(bytes.AsSpan(0, cut));
            text.Append(bytes.AsSpan(cut));
            Assert.Equal(lines, string.Join('|', Lines(text)));
        }
    }

    [Fact]
    public void No_escape_is_left_of_any_noise()
    {
        Random random = new(11);
        for (int round = 0; round < 200; round++)
        {
            byte[] noise = new byte[random.Next(1, 3000)];
            for (int i = 0; i < noise.Length; i++)
                noise[i] = random.Next(4) == 0 ? (byte)"\e[]P\\m;0\r\n"[random.Next(10)] : (byte)random.Next(256);
            LogText text = new();
            for (int at = 0; at < noise.Length;)
            {
                int count = Math.Min(random.Next(1, 500), noise.Length - at);
                text.Append(noise.AsSpan(at, count));
                at += count;
            }
            Assert.DoesNotContain(Lines(text), line => line.Contains('\e'));
        }
    }

    [Fact]
    public void A_line_without_an_end_is_broken_between_characters()
    {
        LogText text = new();
        text.Append(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x日本語", 2000))));
        List<string> lines = [.. Lines(text)];
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, LogText.LongestLine));
        Assert.DoesNotContain('\ufffd', string.Concat(lines.SkipLast(1)));
        Assert.Equal(8000, string.Concat(lines).Length);
    }

    [Fact]
    public void Whatever_is_printed_memory_is_bounded_and_lines_keep_their_numbers()
    {
        LogText text = new();
        byte[] portion = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 4096).Select(i => $"line {i:0000} of many\n")));
        text.Append(portion);
        for (int i = 1; i < 400; i++)
            text.Append(portion);
        Assert.Equal(400L * 4096, text.End);
        Assert.InRange((text.End - text.First) * 18, LogText.MostBytes / 2, LogText.MostBytes);
        Assert.Equal("line 0000 of many", Line(text, 399L * 4096));
        Assert.Equal("line 4095 of many", Line(text, text.End - 1));
        text.Append(new byte[3 << 20]);
        text.Append(Encoding.UTF8.GetBytes(new string('\n', 3 << 20)));
        Assert.InRange(text.End - text.First, 1, LogText.MostLines);
    }

    [Fact]
    public void All_of_two_files_of_ordinary_lines_is_kept()
    {
        LogText text = new();
        string line = new string('x', 62) + "\n";
        byte[] all = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, (8 << 20) / line.Length)));
        text.Append(all);
        Assert.Equal(0, text.First);
        Assert.Equal((8 << 20) / line.Length, text.End);
    }

    private static IEnumerable<string> Lines(LogText text)
    {
        for (long number = text.First; number < text.End; number++)
            yield return Line(text, number);
    }

    private static string Line(LogText text, long number) => text.Decode(number, new char[LogText.LongestLine]).ToString();
}
