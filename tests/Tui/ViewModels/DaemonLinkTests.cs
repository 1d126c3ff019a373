using Secrets.Shared.Contract;
using Secrets.Tests.Tui.Terminal;
using Secrets.Tui.Terminal;
using Secrets.Tui.ViewModels;
using Xunit;

namespace Secrets.Tests.Tui.ViewModels;

public sealed class DaemonLinkTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MemoryDaemon _daemon;
    private readonly LoopTimeProvider _time;
    private readonly DaemonLink _link;
    private int _connections;

    public DaemonLinkTests()
    {
        _daemon = new MemoryDaemon(_clock);
        _time = new LoopTimeProvider(_clock, () => { });
        _link = new DaemonLink(_daemon, _time);
        _link.Connected += () =>
        {
            _connections++;
            return Task.CompletedTask;
        };
        SynchronizationContext.SetSynchronizationContext(new InlineContext());
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(null);

    [Fact]
    public async Task The_daemon_is_started_at_first_but_not_again_after_somebody_stopped_it()
    {
        _daemon.IsRunning = false;
        await _link.StartAsync();
        Assert.Equal((LinkState.Connected, 1), (_link.State, _daemon.Starts));
        _daemon.Die();
        Assert.Equal(LinkState.Away, _link.State);
        Assert.Equal(ErrorCode.Unreachable, Assert.Throws<SecretsException>(() => _link.Daemon).Code);
        Pass(60);
        Assert.Equal((LinkState.Away, 1), (_link.State, _daemon.Starts));
        await _link.StartAsync();
        Assert.Equal((LinkState.Connected, 2), (_link.State, _daemon.Starts));
    }

    [Fact]
    public async Task It_is_found_again_within_a_second_of_its_return()
    {
        await _link.StartAsync();
        _daemon.Die();
        Pass(300);
        _daemon.IsRunning = true;
        Pass(1);
        Assert.Equal(LinkState.Connected, _link.State);
        Assert.Equal(2, _connections);
        Assert.Null(_time.UntilNext);
    }

    [Fact]
    public async Task A_daemon_that_fails_is_away_and_says_why()
    {
        _daemon.Failure = new SecretsException(ErrorCode.Unreachable, "the daemon could not be started");
        await _link.StartAsync();
        Assert.Equal(LinkState.Away, _link.State);
        Assert.Equal("the daemon could not be started", _link.Reason?.Message);
        _daemon.Failure = null;
        Pass(1);
        Assert.Equal(LinkState.Connected, _link.State);
    }

    [Fact]
    public async Task After_the_end_nothing_is_tried_any_more()
    {
        await _link.StartAsync();
        _link.Dispose();
        _daemon.Die();
        Assert.Null(_time.UntilNext);
    }

    private void Pass(double seconds)
    {
        for (double passed = 0; passed < seconds; passed += 0.1)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.1));
            while (_time.TakeDue() is { } due)
                due();
        }
    }

    /// <summary>Runs what is posted at once.</summary>
    private sealed class InlineContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => d(state);
    }
}
