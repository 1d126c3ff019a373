using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>The log of a run on the screen.</summary>
public sealed class RunLogTests
{
    [Fact]
    public void A_log_follows_what_is_printed_until_one_scrolls_up_and_again_at_the_end()
    {
        using ScreenRig rig = RunsTests.Rig();
        Print(rig, 0, 100);
        rig.Type("w\r");
        Assert.Contains("line 99.", rig.Text, StringComparison.Ordinal);
        Assert.Contains("following", rig.Text, StringComparison.Ordinal);
        Print(rig, 100, 120);
        rig.Wait(1);
        Assert.Contains("line 119.", rig.Text, StringComparison.Ordinal);
        rig.Type("kkk");
        Assert.DoesNotContain("line 119.", rig.Text, StringComparison.Ordinal);
        Assert.Contains("F follows", rig.Text, StringComparison.Ordinal);
        string before = Lines(rig);
        Print(rig, 120, 200);
        rig.Wait(1);
        Assert.Equal(before, Lines(rig));
        Assert.Contains("200 lines", rig.Text, StringComparison.Ordinal);
        rig.Type("g");
        Assert.Contains("line 0.", rig.Text, StringComparison.Ordinal);
        rig.Type("G");
        Print(rig, 200, 210);
        rig.Wait(1);
        Assert.Contains("line 209.", rig.Text, StringComparison.Ordinal);
        rig.Type("F");
        Print(rig, 210, 220);
        rig.Wait(1);
        Assert.DoesNotContain("line 219.", rig.Text, StringComparison.Ordinal);
        rig.Type("\e[6~");
        Assert.Contains("line 219.", rig.Text, StringComparison.Ordinal);
        Assert.Contains("following", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wheel_scrolls_a_log()
    {
        using ScreenRig rig = RunsTests.Rig();
        Print(rig, 0, 100);
        rig.Type("w\r").Type("\e[<64;5;9M");
        Assert.Contains("line 96.", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("line 97.", rig.Text, StringComparison.Ordinal);
        rig.Type("\e[<65;5;9M");
        Assert.Contains("line 99.", rig.Text, StringComparison.Ordinal);
        rig.Click("follow").Click("back");
        Assert.Contains("Runs · 1 live", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_shows_the_lines_that_have_its_words_also_of_what_comes()
    {
        using ScreenRig rig = RunsTests.Rig();
        Print(rig, 0, 100);
        rig.Type("w\r").Type("/LINE 5 !59");
        Assert.Contains("18 of 100 lines", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("line 59.", rig.Text, StringComparison.Ordinal);
        rig.Runs.Print(2, "a li");
        rig.Wait(1);
        Assert.Contains("18 of 101 lines", rig.Text, StringComparison.Ordinal);
        rig.Runs.Print(2, "ne with 5\nand another\n");
        rig.Wait(1);
        Assert.Contains("19 of 102 lines", rig.Text, StringComparison.Ordinal);
        Assert.Contains("a line with 5", rig.Text, StringComparison.Ordinal);
        // One that matches before it is whole counts once.
        rig.Runs.Print(2, "line 5 begins");
        rig.Wait(1);
        rig.Runs.Print(2, " and ends\n");
        rig.Wait(1);
        Assert.Contains("20 of 103 lines", rig.Text, StringComparison.Ordinal);
        rig.Type("\r").Type("/ zzz");
        Assert.Contains("Nothing matches", rig.Text, StringComparison.Ordinal);
        rig.Type("\e");
        Assert.Contains("103 lines", rig.Text, StringComparison.Ordinal);
        rig.Type("\e");
        Assert.Contains("Runs ·", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_program_prints_reaches_the_terminal_as_a_command()
    {
        using ScreenRig rig = RunsTests.Rig();
        int before = rig.Terminal.Bytes.Length;
        rig.Runs.Print(2, "\e[2J\e]52;c;aGFoYQ==\a\e[31mred\e[0m \u202eevil\u202c \u009b1mc1 \u0007bell \b\b\u007f\0end\n");
        rig.Runs.Print(2, [0x9b, (byte)'2', (byte)'J', 0xff, 0xfe, 0xc3, (byte)'\n']);
        rig.Type("w\r");
        string sent = System.Text.Encoding.Latin1.GetString(rig.Terminal.Bytes, before, rig.Terminal.Bytes.Length - before);
        Assert.DoesNotContain("\e]52", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0000", sent, StringComparison.Ordinal);
        string text = System.Text.Encoding.UTF8.GetString(rig.Terminal.Bytes, before, rig.Terminal.Bytes.Length - before);
        Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u009b", text, StringComparison.Ordinal);
        Assert.Contains("red \ufffdevil", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lines_go_on_in_the_next_row_or_are_cut()
    {
        using ScreenRig rig = RunsTests.Rig(40, 12);
        rig.Runs.Print(2, new string('a', 50) + "b\nend\n");
        rig.Type("w\r");
        Assert.Contains("ab", rig.Text, StringComparison.Ordinal);
        rig.Type("W");
        Assert.DoesNotContain("ab", rig.Text, StringComparison.Ordinal);
        Assert.Contains("a…", rig.Text, StringComparison.Ordinal);
        Assert.Contains("end", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_tells_how_the_run_stands_now()
    {
        using ScreenRig rig = RunsTests.Rig();
        rig.Type("w\r");
        Assert.Contains("It has printed nothing yet", rig.Text, StringComparison.Ordinal);
        Assert.Contains("running · ", rig.Text, StringComparison.Ordinal);
        rig.Type("S\r").Wait(1);
        Assert.Contains("stopped (143)", rig.Text, StringComparison.Ordinal);
        Assert.Contains("It printed nothing", rig.Text, StringComparison.Ordinal);
    }

    private static void Print(ScreenRig rig, int from, int to)
    {
        for (int i = from; i < to; i++)
            rig.Runs.Print(2, $"line {i}.\n");
    }

    private static string Lines(ScreenRig rig) => string.Join('\n', rig.Text.Replace('▐', ' ').Split('\n').Where(line => line.Contains("line ", StringComparison.Ordinal)));
}
