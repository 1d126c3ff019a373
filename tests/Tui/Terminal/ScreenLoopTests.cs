using System.Text;
using Secrets.Tui.Terminal;
using Secrets.Tui.Terminal.Cells;
using Secrets.Tui.Terminal.Input;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class ScreenLoopTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeTerminal _terminal = new(20, 4, answersColors: true);
    private readonly ScreenLoop _loop;
    private readonly Recorder _layer = new();

    public ScreenLoopTests() => _loop = new ScreenLoop(_terminal, _clock);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void The_first_frame_is_drawn_at_once_and_keys_change_it()
    {
        _loop.Begin(_layer);
        Assert.Equal("keys:", _terminal.Shown.Row(0));
        Send("ab");
        Assert.Equal("keys: a b", _terminal.Shown.Row(0));
    }

    [Fact]
    public void An_idle_screen_has_nothing_pending_and_sends_nothing()
    {
        _loop.Begin(_layer);
        int sent = _terminal.Bytes.Length;
        _loop.Pump();
        Assert.Null(_loop.UntilNext);
        Assert.Equal(sent, _terminal.Bytes.Length);
    }

    [Fact]
    public void Timers_go_off_on_the_screens_thread_in_their_order_and_then_leave_nothing()
    {
        _loop.Begin(_layer);
        List<string> said = [];
        using ITimer late = _loop.Time.CreateTimer(_ => said.Add("late"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using ITimer soon = _loop.Time.CreateTimer(_ => said.Add("soon"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using ITimer never = _loop.Time.CreateTimer(_ => said.Add("never"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        never.Dispose();
        Assert.Equal(TimeSpan.FromSeconds(1), _loop.UntilNext);
        _loop.Pump();
        Assert.Empty(said);
        _clock.Advance(TimeSpan.FromSeconds(3));
        _loop.Pump();
        Assert.Equal(["soon", "late"], said);
        Assert.Null(_loop.UntilNext);
    }

    [Fact]
    public void A_periodic_timer_goes_on_until_it_is_disposed()
    {
        _loop.Begin(_layer);
        int count = 0;
        ITimer timer = _loop.Time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        for (int i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _loop.Pump();
        }
        Assert.Equal(3, count);
        timer.Dispose();
        Assert.Null(_loop.UntilNext);
    }

    [Fact]
    public void A_burst_of_background_work_is_drawn_once_and_its_last_state_is_shown()
    {
        _loop.Begin(_layer);
        // Eight answers to what the first frame asked for are shown at once.
        int frames = _layer.Draws + 8;
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            _loop.Post(() => _layer.Say(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            _loop.Pump();
        }
        Assert.Equal(frames, _layer.Draws);
        _clock.Advance(TimeSpan.FromMilliseconds(16));
        _loop.Pump();
        Assert.Equal(frames + 1, _layer.Draws);
        Assert.EndsWith("99", _terminal.Shown.Row(0), StringComparison.Ordinal);
        Assert.Null(_loop.UntilNext);
    }

    [Fact]
    public void A_key_is_answered_at_once_even_amid_background_work()
    {
        _loop.Begin(_layer);
        _loop.Post(() => { });
        Send("x");
        Assert.Equal("keys: x", _terminal.Shown.Row(0));
    }

    [Fact]
    public void Awaited_work_goes_on_on_the_screens_thread_and_failures_are_told()
    {
        _loop.Begin(_layer);
        Exception? failure = null;
        _loop.OnError = exception => failure = exception;
        TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int thread = 0;
        _loop.Post(() => _loop.Start(async () =>
        {
            await waiting.Task;
            thread = Environment.CurrentManagedThreadId;
            throw new IOException("broken");
        }));
        _loop.Pump();
        waiting.SetResult();
        int pumping = 0;
        for (int i = 0; i < 500 && failure is null; i++)
        {
            pumping = Environment.CurrentManagedThreadId;
            _loop.Pump();
            Thread.Sleep(1);
        }
        Assert.Equal("broken", failure?.Message);
        Assert.Equal(pumping, thread);
    }

    [Fact]
    public void A_dialog_stands_before_what_was_there_and_has_the_keys()
    {
        _loop.Begin(_layer);
        Recorder dialog = new(row: 2);
        _loop.Open(dialog);
        Send("y");
        Assert.Equal("keys:", _terminal.Shown.Row(0));
        Assert.Equal("keys: y", _terminal.Shown.Row(2));
        dialog.Close();
        Assert.True(dialog.IsClosed);
        Send("z");
        Assert.Equal("keys: z", _terminal.Shown.Row(0));
    }

    [Fact]
    public void The_mouse_reaches_what_is_drawn_under_it()
    {
        _loop.Begin(_layer);
        Send("\e[<0;3;1M");
        Assert.Equal("keys: click", _terminal.Shown.Row(0));
        Send("\e[<0;3;2M");
        Assert.Equal("keys: click", _terminal.Shown.Row(0));
    }

    [Fact]
    public void A_paste_comes_as_one_and_is_cleared_afterwards()
    {
        _loop.Begin(_layer);
        PastedText text = new("pasted"u8);
        _terminal.Send(new PasteEvent(text));
        _loop.Pump();
        Assert.Equal("keys: <pasted>", _terminal.Shown.Row(0));
        Assert.Equal(0, text.Span.Length);
    }

    [Fact]
    public void Another_size_is_drawn_anew()
    {
        _loop.Begin(_layer);
        _terminal.Resize(40, 2);
        _loop.Pump();
        Assert.Equal((40, 2), (_loop.Frame.Width, _loop.Frame.Height));
        Assert.Equal("keys:", _terminal.Shown.Row(0));
    }

    [Fact]
    public void A_light_background_makes_a_light_theme_unless_somebody_chose_one()
    {
        _loop.Begin(_layer);
        Assert.Contains("\e]11;?\a", _terminal.Raw, StringComparison.Ordinal);
        Assert.Equal("dark", _loop.Theme.Name);
        Send("\e]11;rgb:fafa/fafa/fafa\a");
        Assert.Equal("light", _loop.Theme.Name);
        _loop.Theme = Themes.Contrast;
        Send("\e]11;rgb:0000/0000/0000\a");
        Assert.Equal("contrast", _loop.Theme.Name);
    }

    [Fact]
    public void Without_colours_there_is_one_theme()
    {
        using ScreenLoop loop = new(new FakeTerminal(20, 4, ColorDepth.Mono), _clock, Themes.Mono);
        loop.Theme = Themes.Dark;
        Assert.Equal("mono", loop.Theme.Name);
    }

    [Theory]
    [InlineData("\u0003", 130)]
    [InlineData("TERM", 143)]
    public void The_terminal_is_given_back_and_every_layer_closed_however_it_ends(string how, int code)
    {
        Recorder dialog = new(row: 2);
        // What is typed counts from when the terminal is taken, which is after the first layer has opened.
        _layer.Opened = () => _loop.Post(() =>
        {
            _loop.Open(dialog);
            if (how == "TERM")
                _terminal.Send(new StopEvent(143));
            else
                _terminal.Send(how);
        });
        Assert.Equal(code, _loop.Run(_layer));
        Assert.False(_terminal.IsEntered);
        Assert.True(dialog.IsClosed);
        Assert.True(_layer.IsClosed);
    }

    [Fact]
    public void The_terminal_is_given_back_when_a_view_fails()
    {
        _layer.Opened = () => _loop.Post(() => throw new InvalidOperationException("a bug"));
        Assert.Throws<InvalidOperationException>(() => _loop.Run(_layer));
        Assert.False(_terminal.IsEntered);
    }

    [Fact]
    public void Control_z_and_the_stop_signal_suspend_and_everything_is_drawn_anew()
    {
        _loop.Begin(_layer);
        Send("\u001a");
        _terminal.Send(new SuspendEvent());
        int sent = _terminal.Bytes.Length;
        _loop.Pump();
        Assert.Equal(2, _terminal.Suspensions);
        Assert.Contains("keys:", Encoding.UTF8.GetString(_terminal.Bytes.AsSpan(sent)), StringComparison.Ordinal);
    }

    private void Send(string text)
    {
        _terminal.Send(text);
        _loop.Pump();
    }
}
