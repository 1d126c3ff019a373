using Secrets.Daemon.Rpc;
using Secrets.Tests.Daemon.Vault;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

public sealed class IdleTrimTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly IdleTrim _trim;
    private int _trims;

    public IdleTrimTests() => _trim = new IdleTrim(_clock, () => _trims++);

    [Fact]
    public void A_daemon_that_nobody_called_has_no_timer() => Assert.Equal(0, _clock.Pending);

    [Fact]
    public void Memory_is_given_back_once_after_the_last_client()
    {
        _trim.Arm();
        _clock.Advance(IdleTrim.Quiet - Second);
        Assert.Equal(0, _trims);
        _clock.Advance(Second);
        Assert.Equal(1, _trims);
        Assert.Equal(0, _clock.Pending);
    }

    [Fact]
    public void A_client_in_between_puts_it_off()
    {
        _trim.Arm();
        _clock.Advance(IdleTrim.Quiet - Second);
        _trim.Arm();
        _clock.Advance(IdleTrim.Quiet - Second);
        Assert.Equal(0, _trims);
        _clock.Advance(Second);
        Assert.Equal(1, _trims);
    }

    [Fact]
    public void The_next_client_arms_it_again()
    {
        _trim.Arm();
        _clock.Advance(IdleTrim.Quiet);
        _trim.Arm();
        _clock.Advance(IdleTrim.Quiet);
        Assert.Equal(2, _trims);
    }

    [Fact]
    public void The_process_itself_can_be_trimmed()
    {
        using IdleTrim trim = new(_clock);
        trim.Arm();
        _clock.Advance(IdleTrim.Quiet);
        Assert.Equal(0, _clock.Pending);
    }

    public void Dispose() => _trim.Dispose();
}
