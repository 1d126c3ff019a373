using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Tui.Commands;

/// <summary>rename, copy, move and diff, and what set does besides values.</summary>
public sealed class UpkeepCommandTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void Rename_stays_in_its_environment()
    {
        Assert.Equal(0, _world.Run("rename", "dev/a", "b"));
        Assert.Equal(new RenameRequest("a", "b", new SecretScope("default", "dev")), _world.Daemon.Rename);
        Assert.Equal("OK\n", _world.Text);
        Assert.Equal(2, _world.Run("rename", "a", "prod/b"));
        Assert.Contains("secrets move a --to default/prod", _world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy", "prod", "default", "prod", false)]
    [InlineData("cp", "llm/dev", "llm", "dev", false)]
    [InlineData("move", "prod", "default", "prod", true)]
    [InlineData("mv", "llm/dev", "llm", "dev", true)]
    public void Copy_and_move_name_an_environment(string command, string to, string project, string environment, bool move)
    {
        Assert.Equal(0, _world.Run(command, "a", "b", "--to", to));
        CopyRequest request = Assert.Single(_world.Daemon.Copies);
        Assert.Equal(["a", "b"], request.Names);
        Assert.Equal((new SecretScope(project, environment), SecretScope.Default, move, false), (request.To, request.Scope, request.Move, request.Replace));
    }

    [Fact]
    public void A_copy_under_another_name_may_stay_where_it_is()
    {
        Assert.Equal(0, _world.Run("copy", "a", "--name", "b"));
        Assert.Equal((SecretScope.Default, "b"), (_world.Daemon.Copies[0].To, _world.Daemon.Copies[0].NewName));
        Assert.Equal(2, _world.Run("copy", "a"));
    }

    [Fact]
    public void What_is_there_already_is_asked_about()
    {
        _world.Daemon.IsTaken = true;
        Assert.Equal(6, _world.Run("copy", "a", "--to", "prod"));
        Assert.Equal(6, _world.Answering("n").Run("copy", "a", "--to", "prod"));
        Assert.Equal(6, _world.Answering("y").Run("copy", "a", "--to", "prod", "--no-input"));
        Assert.Empty(_world.Daemon.Copies);
        Assert.Equal(0, _world.Answering("y").Run("copy", "a", "--to", "prod"));
        Assert.Equal(0, _world.Run("copy", "a", "--to", "prod", "--replace"));
        Assert.Equal(0, _world.Run("copy", "a", "--to", "prod", "-y"));
        Assert.Equal(3, _world.Daemon.Copies.Count);
    }

    [Fact]
    public void Diff_ends_as_diff_does_and_shows_no_value()
    {
        _world.Daemon.Differences.Add(new DiffEntry("A", "same"));
        Assert.Equal(0, _world.Run("diff", "dev", "prod"));
        Assert.Equal("", _world.Text);
        _world.Daemon.Differences.AddRange([new DiffEntry("B", "different"), new DiffEntry("C", "only-a"), new DiffEntry("D", "only-b")]);
        Assert.Equal(1, _world.Run("diff", "dev", "llm/prod"));
        Assert.Equal("~ B  ****** → ******\n- C  only in default/dev\n+ D  only in llm/prod\n", _world.Text);
        Assert.Equal(1, _world.Run("diff", "dev", "prod", "--json"));
        Assert.Contains("\"result\": \"only-b\"", _world.Text, StringComparison.Ordinal);
        _world.Daemon.Locked = true;
        _world.Daemon.Fails = new SecretsException(ErrorCode.Locked, "the vault is locked");
        Assert.Equal(2, _world.Run("diff", "dev", "prod"));
        _world.Daemon.Fails = new SecretsException(ErrorCode.Refused, "A: write-only");
        Assert.Equal(5, _world.Run("diff", "dev", "llm/prod"));
    }

    [Fact]
    public void Diff_takes_environments_versions_and_what_is_staged()
    {
        Assert.Equal(0, _world.Run("diff", "dev", "llm/prod", "a", "b"));
        Assert.Equal((new DiffSide(new SecretScope("default", "dev")), new DiffSide(new SecretScope("llm", "prod"))), (_world.Daemon.Diff!.A, _world.Daemon.Diff.B));
        Assert.Equal(["a", "b"], _world.Daemon.Diff.Names!);
        Assert.Equal(0, _world.Run("diff", "dev/a@1", "dev/a"));
        SecretScope dev = new("default", "dev");
        Assert.Equal((new DiffSide(dev, 1), new DiffSide(dev)), (_world.Daemon.Diff!.A, _world.Daemon.Diff.B));
        Assert.Equal("a", Assert.Single(_world.Daemon.Diff.Names!));
        Assert.Equal(0, _world.Run("diff", "--staged"));
        Assert.Equal((new DiffSide(SecretScope.Default), new DiffSide(SecretScope.Default, Staged: true)), (_world.Daemon.Diff!.A, _world.Daemon.Diff.B));
        foreach (string[] wrong in new[] { new[] { "a@1", "b@1" }, ["a@x", "a@1"], ["a@0", "a"], ["dev"], ["a/b/c", "dev"] })
            Assert.Equal(2, _world.Run(["diff", .. wrong]));
    }

    [Fact]
    public void A_generated_value_is_made_by_the_daemon_and_only_OK_is_printed()
    {
        Assert.Equal(0, _world.Run("set", "a", "b", "--generate", "password:40", "-d", "words"));
        SetRequest request = Assert.Single(_world.Daemon.Sets);
        Assert.All(request.Secrets, entry => Assert.Equal((null, "password:40", "words"), (entry.Value, entry.Generate, entry.Description)));
        Assert.Equal("OK\n", _world.Text);
        Assert.Equal(2, _world.Run("set", "a=1", "--generate", "uuid"));
    }

    [Fact]
    public void The_public_half_of_a_key_pair_is_printed()
    {
        _world.Daemon.PublicKeys = new Dictionary<string, string> { ["k"] = "ssh-ed25519 AAAA\n" };
        Assert.Equal(0, _world.Run("set", "k", "--generate", "ssh-ed25519"));
        Assert.Equal("ssh-ed25519 AAAA\n", _world.Text);
        Assert.Equal(0, _world.Run("set", "k", "--generate", "ssh-ed25519", "--json"));
        Assert.Contains("\"publicKey\": \"ssh-ed25519 AAAA\\n\"", _world.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_about_a_secret_changes_without_asking_for_its_value()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(0, _world.Run("set", "a", "--write-only", "-d", "words", "--expires", "never"));
        SetEntry entry = Assert.Single(_world.Daemon.Sets).Secrets[0];
        Assert.Equal((null, "words", true, null, true), (entry.Value, entry.Description, entry.WriteOnly, entry.ExpiresAt, entry.NeverExpires));
        Assert.Contains("the value of a stays", _world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_secret_and_one_that_becomes_readable_need_a_value()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(2, _world.Run("set", "new", "-d", "words"));
        Assert.Equal(2, _world.Run("set", "a", "--readable"));
        Assert.Equal(2, _world.Run("set", "a=1", "--readable", "--write-only"));
        Assert.Empty(_world.Daemon.Sets);
        Assert.Equal(0, _world.Answering("typed").Run("set", "new", "-d", "words"));
        Assert.Equal(0, _world.Run("set", "a=2", "--readable"));
        Assert.Equal(false, _world.Daemon.Sets[1].Secrets[0].WriteOnly);
    }

    [Fact]
    public void The_last_use_is_shown()
    {
        _world.Daemon.Add("a", "v");
        Assert.Equal(0, _world.Run("show", "a"));
        Assert.DoesNotContain("last used", _world.Text, StringComparison.Ordinal);
        _world.Daemon.Entries["a"] = _world.Daemon.Entries["a"] with { LastUsedAt = FakeDaemon.Now.AddHours(-2), LastUsedBy = "run train" };
        Assert.Equal(0, _world.Run("show", "a"));
        Assert.Contains("(2 hours ago), run train", _world.Text, StringComparison.Ordinal);
        Assert.Equal(0, _world.Run("show", "a", "--json"));
        Assert.Contains("\"lastUsedBy\": \"run train\"", _world.Text, StringComparison.Ordinal);
    }
}
