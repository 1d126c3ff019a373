using Secrets.Tui.Terminal;
using Xunit;

namespace Secrets.Tests.Tui.Terminal;

public sealed class FirstFrameTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeTerminal _terminal = new(20, 4);
    private readonly ScreenLoop _loop;
    private readonly Recorder _layer = new();

    public FirstFrameTests() => _loop = new ScreenLoop(_terminal, _clock);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void What_is_on_its_way_is_asked_for_before_the_terminal_is_taken_and_the_first_frame_waits_for_it()
    {
        _layer.Expects = true;
        bool isTaken = true;
        _layer.Opened = () => isTaken = _terminal.IsEntered;
        _loop.Begin(_layer);
        Assert.False(isTaken);
        Assert.True(_terminal.IsEntered);
        _loop.Post(() => _layer.Say("half"));
        _loop.Pump();
        Assert.Equal(0, _layer.Draws);
        _loop.Post(() =>
        {
            _layer.Expects = false;
            _layer.Say("all");
        });
        _loop.Pump();
        Assert.Equal(1, _layer.Draws);
        Assert.EndsWith("all", _terminal.Shown.Row(0), StringComparison.Ordinal);
        Assert.Null(_loop.UntilNext);
    }

    [Fact]
    public void The_first_frame_waits_sixteen_milliseconds_and_not_for_a_key()
    {
        _layer.Expects = true;
        _loop.Begin(_layer);
        Assert.Equal(TimeSpan.FromMilliseconds(16), _loop.UntilNext);
        _clock.Advance(TimeSpan.FromMilliseconds(16));
        _loop.Pump();
        Assert.Equal(1, _layer.Draws);
        Assert.Null(_loop.UntilNext);
        _loop.Post(() => _layer.Say("answer"));
        _loop.Pump();
        Assert.Equal(2, _layer.Draws);
    }

    [Fact]
    public void A_key_before_the_first_frame_draws_it()
    {
        _layer.Expects = true;
        _loop.Begin(_layer);
        _terminal.Send("x");
        _loop.Pump();
        Assert.Equal("keys: x", _terminal.Shown.Row(0));
        Assert.Null(_loop.UntilNext);
    }
}
