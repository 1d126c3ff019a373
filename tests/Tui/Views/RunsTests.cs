using Secrets.Shared.Contract;
using Secrets.Tui.Runs;
using Xunit;

namespace Secrets.Tests.Tui.Views;

/// <summary>The panel of the runs.</summary>
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
        rig.Runs.Add("newest");
        rig.Type("w");
        Assert.Contains("› newest", rig.Text, StringComparison.Ordinal);
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

    /// <summary>A run that has ended and one that goes on.</summary>
    internal static ScreenRig Rig(int width = 120, int height = 36)
    {
        ScreenRig rig = new(width, height);
        rig.Runs.Add("job", RunStatus.Ended, code: 3, minutes: 5);
        rig.Runs.Add("web");
        return rig;
    }
}
