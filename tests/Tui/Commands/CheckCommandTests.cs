using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

public sealed class CheckCommandTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void Nothing_to_report_is_good()
    {
        Add("far", FakeDaemon.Now.AddDays(15));
        _world.Daemon.Add("never", "v");
        Assert.Equal(0, _world.Run("check"));
        Assert.StartsWith("OK", _world.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_expired_or_soon_will_ends_with_one_and_is_named()
    {
        Add("old", FakeDaemon.Now.AddDays(-2));
        Add("soon", FakeDaemon.Now.AddDays(13));
        Add("far", FakeDaemon.Now.AddDays(15));
        Assert.Equal(1, _world.Run("check"));
        Assert.Equal("default/default/old: expired 2 days ago\ndefault/default/soon: expires in 13 days\n", _world.Text);
        Assert.Equal(1, _world.Run("check", "--due", "never"));
        Assert.DoesNotContain("soon", _world.Text, StringComparison.Ordinal);
        Assert.Equal(1, _world.Run("check", "--due", "30d"));
        Assert.Contains("far", _world.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_tells_the_kind_of_problem()
    {
        Add("old", FakeDaemon.Now.AddDays(-2));
        Assert.Equal(1, _world.Run("check", "--json"));
        Assert.Contains("\"expired\"", _world.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_looks_everywhere_unless_a_scope_is_named_and_back_as_far_as_was_asked()
    {
        Assert.Equal(0, _world.Run("check"));
        Assert.Equal(new DueRequest(FakeDaemon.Now.AddDays(14), FakeDaemon.Now.AddDays(-90)), _world.Daemon.Due);
        Assert.Equal(0, _world.Run("check", "--due", "never", "--unused", "never", "-e", "prod"));
        Assert.Equal(new DueRequest(FakeDaemon.Now, null, new SecretScope("default", "prod")), _world.Daemon.Due);
        Assert.Equal(0, _world.Run("check", "--unused", "4w"));
        Assert.Equal(FakeDaemon.Now.AddDays(-28), _world.Daemon.Due!.UnusedSince);
    }

    [Fact]
    public void The_list_marks_them()
    {
        Add("old", FakeDaemon.Now.AddDays(-2));
        Add("soon", FakeDaemon.Now.AddDays(13));
        Add("far", FakeDaemon.Now.AddDays(15));
        Assert.Equal(0, _world.Run("list"));
        Assert.Contains("live, expired ", _world.Text, StringComparison.Ordinal);
        Assert.Contains("live, due in 13 days ", _world.Text, StringComparison.Ordinal);
        Assert.Contains("live  ", _world.Text.Split('\n').Single(line => line.StartsWith("far", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private void Add(string name, DateTimeOffset expires)
    {
        _world.Daemon.Add(name, "v");
        _world.Daemon.Entries[name] = _world.Daemon.Entries[name] with { ExpiresAt = expires };
    }
}
