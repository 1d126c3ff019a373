using System.Text.Json.Nodes;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>What <c>audit</c> asks for, and how it is written.</summary>
public sealed class AuditCommandTests
{
    private readonly TestWorld _world = new();

    public AuditCommandTests()
    {
        for (int i = 5; i > 0; i--)
        {
            _world.Daemon.Audit.Add(new AuditRecord(
                i, FakeDaemon.Now.AddMinutes(i - 10), i == 1 ? "unlock" : "get", i == 1 ? [] : ["a", "b", "c", "d"], i == 1 ? 0 : 4, 100 + i, 1000,
                i == 1 ? null : "llm", i == 1 ? null : "dev", "/usr/bin/secrets", i == 5 ? "train\u001b[2J" : null, i == 1 ? "slot 2, passphrase" : null));
        }
    }

    [Fact]
    public void All_pages_are_read_and_hostile_text_steers_no_terminal()
    {
        Assert.Equal(0, _world.Run("audit"));
        string[] lines = _world.Text.Split('\n');
        Assert.Matches(@"^TIME +ACTION +SCOPE +SECRETS +PROGRAM +PID +DETAIL$", lines[0]);
        Assert.Matches(@"get +llm/dev +a,b,c,\+1 +train\?\[2J +105$", lines[1]);
        Assert.Matches(@"unlock +- +- +secrets +101 +slot 2, passphrase$", lines[5]);
        Assert.Equal(3, _world.Daemon.AuditRequests.Count);
        Assert.Equal([null, 4, 2], _world.Daemon.AuditRequests.Select(request => request.Before));
    }

    [Fact]
    public void No_more_is_read_than_asked_for()
    {
        Assert.Equal(0, _world.Run("audit", "log", "-n", "3", "--json"));
        string[] lines = _world.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([5L, 4, 3], lines.Select(line => (long)JsonNode.Parse(line)!["sequence"]!));
        Assert.Equal([3, 1], _world.Daemon.AuditRequests.Select(request => request.Limit));
    }

    [Fact]
    public void Only_a_scope_that_was_named_limits_the_log()
    {
        _world.Variables["SECRETS_PROJECT"] = "ml";
        _world.Run("audit", "log", "x", "!y", "--name", "n", "--action", "run", "--since", "2h");
        Assert.Equal(new AuditRequest(50, null, null, null, null, "n", "run", FakeDaemon.Now.AddHours(-2), "x !y"), _world.Daemon.AuditRequests[0]);
        _world.Daemon.AuditRequests.Clear();
        _world.Run("audit", "-e", "dev", "--since", "2026-01-31");
        AuditRequest request = _world.Daemon.AuditRequests[0];
        Assert.Equal(("ml", "dev", new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)), (request.Project, request.Environment, request.Since));
    }

    [Theory]
    [InlineData("--since", "2y")]
    [InlineData("--limit", "-1")]
    [InlineData("verify", "more")]
    [InlineData("walk", "x")]
    public void What_it_does_not_understand_is_a_mistake_of_usage(string word, string next)
    {
        Assert.Equal(2, _world.Run("audit", word, next));
        Assert.Empty(_world.Daemon.AuditRequests);
    }

    [Fact]
    public void A_verification_says_how_much_it_looked_at()
    {
        Assert.Equal(0, _world.Run("audit", "verify"));
        Assert.Equal("OK: 5 entries, each as it was written, none missing\n", _world.Text);
        Assert.Equal(0, _world.Run("audit", "verify", "--json"));
        Assert.Equal(5, (int)JsonNode.Parse(_world.Text)!["entries"]!);
        _world.Daemon.Fails = new SecretsException(ErrorCode.Damaged, "audit entry 3 is not the one that was written");
        Assert.Equal(8, _world.Run("audit", "verify"));
        Assert.Equal("secrets: error: audit entry 3 is not the one that was written\n", _world.Error);
    }

    [Fact]
    public void Show_tells_the_uses_of_a_secret()
    {
        _world.Daemon.Add("a", "1");
        _world.Daemon.Uses.Add(new SecretUse("run", new SecretScope("llm", "dev"), 3, FakeDaemon.Now.AddHours(-2), "train"));
        _world.Daemon.Uses.Add(new SecretUse("get", SecretScope.Default, 1, FakeDaemon.Now.AddDays(-2), "/usr/bin/python3"));
        _world.Daemon.UsesSince = FakeDaemon.Now.AddDays(-30);
        Assert.Equal(0, _world.Run("show", "a"));
        Assert.Contains(
            "used         run train in llm/dev, 3 times, last 2 hours ago\n             get by /usr/bin/python3 in default/default, once 2 days ago\n             counted since 2026-10-22",
            _world.Text, StringComparison.Ordinal);
        Assert.Equal(0, _world.Run("show", "a", "--json"));
        Assert.Equal("train", (string?)JsonNode.Parse(_world.Text)!["uses"]![0]!["program"]);
    }
}
