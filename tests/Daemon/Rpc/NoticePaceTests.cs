using Secrets.Daemon.Rpc;
using Secrets.Tests.Daemon.Vault;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

public sealed class NoticePaceTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _sent = [];
    private readonly NoticePace<string> _pace;

    public NoticePaceTests() => _pace = new NoticePace<string>(_clock, static held => [string.Concat(held)], _sent.Add);

    public void Dispose() => _pace.Dispose();

    [Fact]
    public void The_first_goes_at_once_and_the_rest_of_its_window_as_one()
    {
        _pace.Add("a");
        Assert.Equal(["a"], _sent);
        _pace.Add("b");
        _pace.Add("c");
        Assert.Equal(["a"], _sent);
        _clock.Advance(NoticePace<string>.Window);
        Assert.Equal(["a", "bc"], _sent);
    }

    [Fact]
    public void A_window_begins_with_each_sending()
    {
        _pace.Add("a");
        _pace.Add("b");
        _clock.Advance(NoticePace<string>.Window);
        _pace.Add("c");
        Assert.Equal(["a", "b"], _sent);
        _clock.Advance(NoticePace<string>.Window);
        _pace.Add("d");
        Assert.Equal(["a", "b", "c"], _sent);
        _clock.Advance(NoticePace<string>.Window);
        _clock.Advance(NoticePace<string>.Window);
        _pace.Add("e");
        Assert.Equal(["a", "b", "c", "d", "e"], _sent);
    }

    [Fact]
    public void A_flush_sends_what_is_held_and_once()
    {
        _pace.Add("a");
        _pace.Add("b");
        _pace.Flush();
        _pace.Flush();
        _clock.Advance(NoticePace<string>.Window);
        Assert.Equal(["a", "b"], _sent);
    }
}
