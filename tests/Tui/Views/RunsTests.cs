using Secrets.Shared.Contract;
using Secrets.Tui.Runs;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>The panel of the runs, and their logs.</summary>
public sealed class RunsTests
{
    [Fact]
    public void W_shows_the_runs_those_that_live_first_and_esc_goes_back()
    {
        using ScreenRig rig = Rig();
        rig.Type("w");
        Assert.Contains("Runs · 1 live", rig.Text, StringComparison.Ordinal);
        Assert.Matches(@"› web\s+2\s+running", rig.Text);
        Assert.Matches(@"job\s+1\s+ended \(3\)", rig.Text);
        Assert.True(rig.Find("web").Y < rig.Find("job").Y);
        rig.Type("\e");
        Assert.Contains("hf_token", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_runs_it_says_how_to_start_one()
    {
        using ScreenRig rig = new();
        rig.Type("w");
        Assert.Contains("Nothing runs", rig.Text, StringComparison.Ordinal);
        Assert.Contains("secrets run --detach -- COMMAND", rig.Text, StringComparison.Ordinal);
        rig.Type("S");
        Assert.Contains("not now", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_shows_without_a_key_and_the_selection_stays()
    {
        using ScreenRig rig = Rig();
        rig.Type("wj");
        rig.Runs.Add("fresh");
        rig.Runs.Change(2, run => run with { Status = RunStatus.Delayed, Process = 0, Restarts = 7, Note = "it ended with 9" });
        rig.Wait(1);
        Assert.Contains("fresh", rig.Text, StringComparison.Ordinal);
        Assert.Matches(@"web\s+2\s+delayed\s+\S+\s+7", rig.Text);
        Assert.Contains("› job", rig.Text, StringComparison.Ordinal);
        rig.Type("k");
        Assert.Contains("it ended with 9", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_changes_in_a_second_are_read_a_few_times()
    {
        using ScreenRig rig = Rig();
        rig.Type("w").Wait(1);
        int before = rig.Runs.Lists;
        for (int i = 0; i < 1000; i++)
        {
            int restarts = i;
            rig.Runs.Change(2, run => run with { Restarts = restarts });
            rig.Loop.Pump();
            rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        rig.Wait(1);
        Assert.InRange(rig.Runs.Lists - before, 1, 15);
        Assert.Contains("999", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_age_of_what_runs_goes_on_by_itself_and_where_nothing_runs_nothing_is_pending()
    {
        using ScreenRig rig = Rig();
        rig.Type("w").Wait(1);
        int lists = rig.Runs.Lists;
        rig.Wait(30);
        Assert.Matches(@"web\s+2\s+running\s+3[0-9]s", rig.Text);
        Assert.Equal(lists, rig.Runs.Lists);
        rig.Wait(150);
        Assert.InRange(rig.Loop.UntilNext!.Value.TotalSeconds, 1, 60);
        rig.Runs.Change(2, run => run with { Status = RunStatus.Ended, ExitCode = 0, Process = 0 });
        rig.Wait(10);
        Assert.Null(rig.Loop.UntilNext);
        int sent = rig.Terminal.Bytes.Length;
        rig.Wait(60);
        Assert.Equal(sent, rig.Terminal.Bytes.Length);
    }

    [Fact]
    public void Closed_it_looks_at_nothing_and_waits_for_nothing()
    {
        using ScreenRig rig = Rig();
        Assert.Equal((0, 0), (rig.Runs.Watchers, rig.Runs.Lists));
        rig.Type("w\r");
        Assert.Equal(2, rig.Runs.Watchers);
        rig.Type("\e").Type("\e").Wait(10);
        Assert.Equal(0, rig.Runs.Watchers);
        Assert.Null(rig.Loop.UntilNext);
    }

    [Fact]
    public void Where_the_system_tells_no_changes_it_looks_while_something_runs()
    {
        using ScreenRig rig = Rig();
        rig.Runs.TellsChanges = false;
        rig.Type("w");
        rig.Runs.Change(2, run => run with { Restarts = 5 });
        rig.Wait(2);
        Assert.Matches(@"web\s+2\s+running\s+\S+\s+5", rig.Text);
        rig.Type("\r");
        rig.Runs.Print(2, "late\n");
        rig.Wait(2);
        Assert.Contains("late", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_asks_first()
    {
        using ScreenRig rig = Rig();
        rig.Type("wS");
        Assert.Contains("All processes of web get a TERM", rig.Text, StringComparison.Ordinal);
        rig.Type("\e");
        Assert.Empty(rig.Runs.Calls);
        rig.Type("S\r");
        Assert.Equal(["stop 2"], rig.Runs.Calls);
        Assert.Contains("✓ web has ended", rig.Text, StringComparison.Ordinal);
        Assert.Matches(@"web\s+2\s+stopped \(143\)", rig.Text);
        rig.Wait(9).Type("S");
        Assert.Contains("not now", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_of_a_lost_run_can_be_stopped_but_not_started()
    {
        using ScreenRig rig = new();
        rig.Runs.Add("web", RunStatus.Lost, note: "its supervisor was killed; 2 of its processes run");
        rig.Type("w");
        Assert.Contains("its supervisor was killed", rig.Text, StringComparison.Ordinal);
        rig.Type("A");
        Assert.Contains("not now", rig.Text, StringComparison.Ordinal);
        rig.Type("S");
        Assert.Contains("Whatever is", rig.Text, StringComparison.Ordinal);
        rig.Type("\r");
        Assert.Equal(["stop 1"], rig.Runs.Calls);
    }

    [Fact]
    public void A_run_is_started_anew_and_what_goes_wrong_is_told()
    {
        using ScreenRig rig = Rig();
        rig.Type("wA");
        Assert.Contains("✓ web runs anew", rig.Text, StringComparison.Ordinal);
        rig.Runs.Failure = new SecretsException(ErrorCode.Failure, "web could not be started anew: no such program");
        rig.Type("A");
        Assert.Contains("✗ web could not be started anew: no such program", rig.Text, StringComparison.Ordinal);
        rig.Runs.Failure = new SecretsException(ErrorCode.Locked, "the vault is locked");
        rig.Type("A");
        Assert.Contains("Unlock the vault", rig.Text, StringComparison.Ordinal);
        Assert.Equal(["restart 2", "restart 2", "restart 2"], rig.Runs.Calls);
    }

    [Fact]
    public void A_log_follows_what_is_printed_until_one_scrolls_up_and_again_at_the_end()
    {
        using ScreenRig rig = Rig();
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
        using ScreenRig rig = Rig();
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
        using ScreenRig rig = Rig();
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
        using ScreenRig rig = Rig();
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
        using ScreenRig rig = Rig(40, 12);
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
        using ScreenRig rig = Rig();
        rig.Type("w\r");
        Assert.Contains("It has printed nothing yet", rig.Text, StringComparison.Ordinal);
        Assert.Contains("running · ", rig.Text, StringComparison.Ordinal);
        rig.Type("S\r").Wait(1);
        Assert.Contains("stopped (143)", rig.Text, StringComparison.Ordinal);
        Assert.Contains("It printed nothing", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_told()
    {
        using ScreenRig rig = new();
        rig.Runs.Failure = new SecretsException(ErrorCode.Failure, "the runs cannot be read: the disk is broken");
        rig.Type("w");
        Assert.Contains("the disk is broken", rig.Text, StringComparison.Ordinal);
        rig.Runs.Failure = null;
        rig.Runs.Add("web");
        rig.Type("R");
        Assert.Contains("› web", rig.Text, StringComparison.Ordinal);
    }

    private static ScreenRig Rig(int width = 120, int height = 36)
    {
        ScreenRig rig = new(width, height);
        rig.Runs.Add("job", RunStatus.Ended, code: 3, minutes: 5);
        rig.Runs.Add("web");
        return rig;
    }

    private static void Print(ScreenRig rig, int from, int to)
    {
        for (int i = from; i < to; i++)
            rig.Runs.Print(2, $"line {i}.\n");
    }

    private static string Lines(ScreenRig rig) => string.Join('\n', rig.Text.Replace('▐', ' ').Split('\n').Where(line => line.Contains("line ", StringComparison.Ordinal)));
}
