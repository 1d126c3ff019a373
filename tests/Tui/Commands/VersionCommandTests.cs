using System.Text.Json.Nodes;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary><c>history</c>, <c>rollback</c>, <c>deploy</c>, <c>discard</c>, <c>undo</c>, and what they need of <c>set</c> and <c>unset</c>.</summary>
public sealed class VersionCommandTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void A_history_is_a_table_and_json()
    {
        _world.Daemon.Versions.AddRange(
        [
            new VersionEntry(3, "value", FakeDaemon.Now, Staged: true, Description: "next\n"),
            new VersionEntry(2, "deletion", FakeDaemon.Now.AddHours(-1), Live: true),
            new VersionEntry(1, "value", FakeDaemon.Now.AddDays(-1), Digest: "0123456789abcdef0123456789abcdef"),
        ]);

        Assert.Equal(0, _world.Run("history", "a"));
        Assert.Equal(
            "VERSION  KIND      STATUS  DIGEST            WRITTEN     DESCRIPTION\n"
            + "3        value     staged  -                 just now    next \n"
            + "2        deletion  live    -                 1 hour ago\n"
            + "1        value     -       0123456789abcdef  1 day ago\n",
            _world.Text);
        Assert.Equal(0, _world.Run("history", "a", "--json"));
        Assert.Equal("0123456789abcdef0123456789abcdef", (string?)JsonNode.Parse(_world.Text)![2]!["digest"]);
    }

    [Fact]
    public void A_rollback_needs_a_version()
    {
        Assert.Equal(0, _world.Run("rollback", "dev/a", "--to", "3", "--stage"));
        Assert.Equal([new RollbackRequest("a", 3, new SecretScope("default", "dev"), true)], _world.Daemon.VersionCalls);
        Assert.Equal("OK\n", _world.Text);
        Assert.Equal(0, _world.Run("rollback", "a", "--to=3", "--json"));
        Assert.Equal(7, (int)JsonNode.Parse(_world.Text)!["version"]!);
        foreach (string[] line in new[] { new[] { "rollback", "a" }, ["rollback", "a", "--to", "x"], ["rollback", "a", "--to", "0"] })
        {
            Assert.Equal(2, _world.Run(line));
            Assert.Contains("hint: secrets history a", _world.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_locked_vault_is_opened_for_a_rollback()
    {
        _world.Daemon.Locked = true;
        Assert.Equal(4, _world.Run("rollback", "a", "--to", "1"));
        Assert.Equal(0, _world.Answering("correct horse").Run("rollback", "a", "--to", "1"));
    }

    [Fact]
    public void Deploy_and_discard_say_what_they_did()
    {
        _world.Daemon.Staged.AddRange([new StagedSecret("A", 3, Replaces: 2), new StagedSecret("B", 1), new StagedSecret("C", 5, Removal: true, Replaces: 4)]);

        Assert.Equal(0, _world.Run("deploy"));
        Assert.Equal("A: version 3 is live, was 2\nB: version 1 is live\nC: removed\nOK\n", _world.Text);
        Assert.Equal(0, _world.Run("discard", "A", "B", "C"));
        Assert.Equal("A: version 3 is not staged any more\nB: version 1 is not staged any more\nC: is not removed\nOK\n", _world.Text);
        Assert.Equal(0, _world.Run("deploy", "--json"));
        Assert.True((bool)JsonNode.Parse(_world.Text)![2]!["removal"]!);
        Assert.Equal(0, _world.Run("deploy", "-q"));
        Assert.Equal("", _world.Text);

        Assert.Null(((StagingRequest)_world.Daemon.VersionCalls[0]).Names);
        Assert.Equal(["A", "B", "C"], ((StagingRequest)_world.Daemon.VersionCalls[1]).Names!);
        _world.Daemon.Staged.Clear();
        Assert.Equal(0, _world.Run("deploy"));
        Assert.Equal(("", "secrets: note: nothing is staged in default/default; 'secrets set NAME --stage' stages a value\n"), (_world.Text, _world.Error));
    }

    [Fact]
    public void An_undo_says_in_words_what_it_undid()
    {
        SecretScope dev = new("default", "dev");
        _world.Daemon.LastChange = new UndoReply(
            "move", false, FakeDaemon.Now.AddMinutes(-3), [new UndoneSecret("A", SecretScope.Default, "live", 2), new UndoneSecret("A", dev, "deleted", 0)]);

        Assert.Equal(0, _world.Run("undo"));
        Assert.Equal("undone: move A, A (3 minutes ago)\nA: live, version 2\ndefault/dev/A: deleted\n", _world.Text);

        _world.Daemon.LastChange = new UndoReply(
            "import", true, FakeDaemon.Now.AddMinutes(-1), [.. Enumerable.Range(0, 7).Select(i => new UndoneSecret($"N{i}", SecretScope.Default, "live+staged", 1))]);
        Assert.Equal(0, _world.Run("undo"));
        Assert.StartsWith("redone: import N0, N1, N2, N3, N4 and 2 more (undone 1 minute ago)\nN0: live+staged, version 1\n", _world.Text, StringComparison.Ordinal);
        Assert.Equal(0, _world.Run("undo", "--json"));
        Assert.Equal(7, JsonNode.Parse(_world.Text)!["secrets"]!.AsArray().Count);

        _world.Daemon.LastChange = null;
        Assert.Equal(3, _world.Run("undo"));
        Assert.Contains("there is nothing to undo in default/default", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unset_may_be_staged()
    {
        _world.Daemon.Add("A", "1");
        Assert.Equal(0, _world.Run("unset", "A", "--stage"));
        Assert.True(Assert.Single(_world.Daemon.Deletes).Stage);
    }

    [Fact]
    public void Set_may_expect_a_version()
    {
        Assert.Equal(0, _world.Run("set", "A=1", "--if-version", "4"));
        Assert.Equal(4, _world.Daemon.Sets[0].Secrets[0].ExpectedVersion);
        foreach (string[] line in new[] { new[] { "set", "A=1", "--if-version", "-1" }, ["set", "A=1", "--if-version", "x"], ["set", "A=1", "B=1", "--if-version", "1"] })
            Assert.Equal(2, _world.Run(line));
        Assert.Single(_world.Daemon.Sets);
    }
}
