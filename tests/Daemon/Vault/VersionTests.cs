using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>History and rollback.</summary>
public sealed class VersionTests
{
    [Fact]
    public async Task A_history_has_every_version_and_says_which_is_live_and_which_is_staged()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1"), "first"));
        await test.DeleteAsync("a");
        await test.SetAsync("a", "3");
        test.Clock.Advance(TimeSpan.FromMinutes(1));
        await test.SetAsync(true, new SetEntry("a", SecretValue.FromText("1"), "again", WriteOnly: true));
        await test.LockAsync();

        IReadOnlyList<VersionEntry> versions = await HistoryAsync(test, "a");

        Assert.Equal(["4 value staged", "3 value live", "2 deletion ", "1 value "], versions.Select(version => $"{version.Version} {version.Kind} {(version.Live ? "live" : version.Staged ? "staged" : "")}"));
        Assert.Equal((versions[3].Digest, true, "again", "first"), (versions[0].Digest, versions[0].WriteOnly, versions[0].Description, versions[3].Description));
        Assert.NotEqual(versions[3].Digest, versions[1].Digest);
        Assert.Null(versions[2].Digest);
        Assert.Equal(TimeSpan.FromMinutes(1), versions[0].CreatedAt - versions[1].CreatedAt);
    }

    [Fact]
    public async Task A_long_history_comes_in_pages_without_a_gap()
    {
        const int Count = 1100;
        using TestVault test = await TestVault.UnlockedAsync();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => test.SetAsync("a", "x"))));

        HistoryReply first = await test.Vault.Versions.HistoryAsync(new HistoryRequest("a"));
        HistoryReply rest = await test.Vault.Versions.HistoryAsync(new HistoryRequest("a", Before: first.Older));

        Assert.Equal((1000, 101), (first.Versions.Count, first.Older));
        Assert.Equal((100, null), (rest.Versions.Count, rest.Older));
        Assert.Equal(Enumerable.Range(1, Count).Reverse(), first.Versions.Concat(rest.Versions).Select(version => version.Version));
        Assert.Empty((await test.Vault.Versions.HistoryAsync(new HistoryRequest("a", Before: 1))).Versions);
        Assert.Empty((await test.Vault.Versions.HistoryAsync(new HistoryRequest("a", Before: -7))).Versions);
    }

    [Fact]
    public async Task A_deleted_secret_has_a_history_and_one_that_never_was_has_none()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.DeleteAsync("a");

        Assert.Equal(2, (await HistoryAsync(test, "a")).Count);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => HistoryAsync(test, "b"))).Code);
        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => HistoryAsync(test, "b c"))).Code);
    }

    [Fact]
    public async Task A_rollback_writes_the_old_value_and_what_was_said_of_it_as_a_new_version()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("old"), "of old", ["x"]));
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("new"), "of new", []));

        Assert.Equal(3, (await RollbackAsync(test, "a", 1)).Version);

        SecretEntry entry = await test.DescribeAsync("a");
        Assert.Equal(("old", 3, "of old"), (await test.GetAsync("a"), entry.Version, entry.Description));
        Assert.Equal(["x"], entry.Tags);
        Assert.Equal((await HistoryAsync(test, "a"))[2].Digest, entry.Digest);
        test.Restart();
        await test.UnlockAsync();
        Assert.Equal("old", await test.GetAsync("a"));
    }

    [Fact]
    public async Task A_rollback_brings_a_deleted_secret_back_and_may_be_staged()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.DeleteAsync("a");

        Assert.Equal(3, (await RollbackAsync(test, "a", 1, stage: true)).Version);
        Assert.Equal("staged", (await test.DescribeAsync("a")).Status);
        await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a"));

        Assert.Equal(4, (await RollbackAsync(test, "a", 1)).Version);
        Assert.Equal("1", await test.GetAsync("a"));
    }

    [Fact]
    public async Task A_write_only_value_comes_back_unseen_and_stays_write_only()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("x")));
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("x"), WriteOnly: true));
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("y"), WriteOnly: false));
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("z"), WriteOnly: true));
        test.Accesses.Clear();

        await RollbackAsync(test, "a", 2);
        Assert.True((await test.DescribeAsync("a")).WriteOnly);
        // The mark was set on this value: an older version of it does not take it away.
        await RollbackAsync(test, "a", 1);
        Assert.True((await test.DescribeAsync("a")).WriteOnly);
        await RollbackAsync(test, "a", 3);
        Assert.False((await test.DescribeAsync("a")).WriteOnly);

        Assert.Equal("y", await test.GetAsync("a"));
        Assert.Equal([AccessKind.Rollback, AccessKind.Rollback, AccessKind.Rollback, AccessKind.Get], test.Accesses.Select(access => access.Kind));
    }

    [Fact]
    public async Task Nothing_is_rolled_back_without_a_key_or_a_record()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.SetAsync("a", "2");
        test.LogFailure = new SecretsException(ErrorCode.Failure, "the disk is full");
        Assert.Same(test.LogFailure, await Assert.ThrowsAsync<SecretsException>(() => RollbackAsync(test, "a", 1)));
        test.LogFailure = null;
        await test.LockAsync();
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => RollbackAsync(test, "a", 1))).Code);

        Assert.Equal(2, (await HistoryAsync(test, "a")).Count);
    }

    [Theory]
    [InlineData(3, ErrorCode.Invalid, "version 3 of a is live already")]
    [InlineData(2, ErrorCode.Invalid, "version 2 of a is a deletion")]
    [InlineData(4, ErrorCode.NotFound, "a has no version 4")]
    [InlineData(0, ErrorCode.NotFound, "a has no version 0")]
    public async Task A_version_that_cannot_come_back_is_named(int to, ErrorCode code, string message)
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.DeleteAsync("a");
        await test.SetAsync("a", "3");

        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => RollbackAsync(test, "a", to));

        Assert.Equal((code, message), (error.Code, error.Message));
        Assert.Equal(3, (await HistoryAsync(test, "a")).Count);
    }

    [Fact]
    public async Task What_is_only_inherited_is_rolled_back_where_it_lies()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest("dev", Inherits: "default"), TestVault.Caller);
        await test.SetAsync("a", "1");

        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() =>
            test.Vault.Versions.RollbackAsync(new RollbackRequest("a", 1, new SecretScope("default", "dev")), TestVault.Caller));

        Assert.Equal((ErrorCode.NotFound, "default/dev has no a of its own", "it inherits the one of default: -e default"), (error.Code, error.Message, error.Hint));
    }

    private static async Task<IReadOnlyList<VersionEntry>> HistoryAsync(TestVault test, string name) => (await test.Vault.Versions.HistoryAsync(new HistoryRequest(name))).Versions;

    private static Task<RollbackReply> RollbackAsync(TestVault test, string name, int to, bool stage = false) =>
        test.Vault.Versions.RollbackAsync(new RollbackRequest(name, to, Stage: stage), TestVault.Caller);
}
