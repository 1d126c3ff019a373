using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Setting and deleting: versions, conflicts, all or none.</summary>
public sealed class WriteTests
{
    [Fact]
    public async Task Every_write_is_a_version()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        Assert.Equal([1], (await test.SetAsync("a", "1")).Versions);
        Assert.Equal([2, 1], (await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("2")), new SetEntry("b", SecretValue.FromText("2")))).Versions);
        await test.DeleteAsync("a");
        Assert.Equal([4], (await test.SetAsync("a", "4")).Versions);
    }

    [Fact]
    public async Task A_null_field_keeps_what_is_stored_and_a_deletion_forgets_it()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1"), "words", ["x"], null, DateTimeOffset.UnixEpoch));

        await test.SetAsync("a", "2");
        SecretEntry kept = await test.DescribeAsync("a");
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("3"), "", []));
        SecretEntry emptied = await test.DescribeAsync("a");
        await test.DeleteAsync("a");
        await test.SetAsync("a", "4");
        SecretEntry again = await test.DescribeAsync("a");

        Assert.Equal(("words", DateTimeOffset.UnixEpoch), (kept.Description, kept.ExpiresAt));
        Assert.Equal(["x"], kept.Tags);
        Assert.Equal((null, DateTimeOffset.UnixEpoch), (emptied.Description, emptied.ExpiresAt));
        Assert.Null(emptied.Tags);
        Assert.Equal((null, null), (again.Description, again.ExpiresAt));
    }

    [Fact]
    public async Task Times_are_those_of_the_first_and_the_last_write()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        DateTimeOffset first = test.Clock.GetUtcNow();
        await test.SetAsync("a", "1");
        test.Clock.Advance(TimeSpan.FromMinutes(5));
        await test.SetAsync("a", "2");

        SecretEntry entry = await test.DescribeAsync("a");

        Assert.Equal((first, first + TimeSpan.FromMinutes(5)), (entry.CreatedAt, entry.UpdatedAt));
    }

    [Fact]
    public async Task A_write_over_a_version_that_was_not_seen_is_a_conflict()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        SetEntry Expecting(string name, int version) => new(name, SecretValue.FromText("x"), ExpectedVersion: version);
        await test.SetAsync("a", "1");
        await test.SetAsync("a", "2");
        await test.SetAsync("gone", "1");
        await test.DeleteAsync("gone");

        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, Expecting("a", 1)))).Code);
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, Expecting("a", 0)))).Code);
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, Expecting("new", 1)))).Code);
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, Expecting("fresh", 0), Expecting("a", 1)))).Code);
        Assert.Equal(["a"], (await test.ListAsync()).Select(entry => entry.Name));
        Assert.Equal([3], (await test.SetAsync(false, Expecting("a", 2))).Versions);
        Assert.Equal([3], (await test.SetAsync(false, Expecting("gone", 0))).Versions);
    }

    [Fact]
    public async Task One_bad_name_stops_all()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        foreach (string bad in new[] { "", "a b", "..", "-x", "good" })
        {
            SecretsException error = await Assert.ThrowsAsync<SecretsException>(() =>
                test.SetAsync(false, new SetEntry("good", SecretValue.FromText("1")), new SetEntry(bad, SecretValue.FromText("1"))));
            Assert.Equal(ErrorCode.Invalid, error.Code);
        }
        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false))).Code);
        Assert.Empty(await test.ListAsync());
    }

    [Fact]
    public async Task Ten_thousand_of_which_the_last_is_stale_change_nothing()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("last", "1");
        await test.SetAsync("last", "2");
        SetEntry[] entries = [.. Enumerable.Range(0, 9_999).Select(i => new SetEntry($"n{i}", SecretValue.FromText("v"))), new("last", SecretValue.FromText("3"), ExpectedVersion: 1)];

        // All others are written in the transaction before this one is looked at.
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, entries))).Code);

        SecretEntry only = Assert.Single(await test.ListAsync());
        Assert.Equal(("last", 2), (only.Name, only.Version));
        Assert.Empty((await test.Vault.Keeping.CheckAsync(default)).Damaged);
        Assert.Equal([3], (await test.SetAsync("last", "3")).Versions);
    }

    [Fact]
    public async Task Deleting_is_all_or_none_and_lists_what_is_missing()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1")), new SetEntry("b", SecretValue.FromText("2")));

        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => test.DeleteAsync("a", "y", "x"));

        Assert.Equal((ErrorCode.NotFound, "no secret named x, y in default/default"), (error.Code, error.Message));
        Assert.Equal(2, (await test.ListAsync()).Count);
        await test.DeleteAsync("a", "b");
        Assert.Empty(await test.ListAsync());
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.DeleteAsync("a"))).Code);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.DescribeAsync("a"))).Code);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a"))).Code);
    }

    [Fact]
    public async Task Deleting_takes_what_is_staged_too()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1", stage: true);

        await test.DeleteAsync("a");

        Assert.Empty(await test.ListAsync());
    }

    [Fact]
    public async Task A_change_is_announced_with_its_names()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        await test.SetAsync("a", "1");
        await test.DeleteAsync("a");
        await Assert.ThrowsAsync<SecretsException>(() => test.DeleteAsync("a"));

        Assert.Equal(["default/default: a", "default/default: a"], test.Changes.Select(change => $"{change.Project}/{change.Environment}: {string.Join(',', change.Names)}"));
    }

    [Fact]
    public async Task An_unknown_scope_is_not_found()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        foreach (SecretScope scope in new[] { new SecretScope("x", "default"), new SecretScope("default", "x") })
        {
            using SetRequest request = new([new SetEntry("a", SecretValue.FromText("1"))], scope);
            Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.Vault.SetAsync(request, TestVault.Caller, CancellationToken.None))).Code);
            Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a", scope))).Code);
        }
    }

    [Fact]
    public async Task Equal_values_have_equal_digests_and_others_do_not()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("x")), new SetEntry("b", SecretValue.FromText("x")), new SetEntry("c", SecretValue.FromText("y")));
        Dictionary<string, string?> digests = (await test.ListAsync()).ToDictionary(entry => entry.Name, entry => entry.Digest);

        Assert.Equal(digests["a"], digests["b"]);
        Assert.NotEqual(digests["a"], digests["c"]);
        await test.SetAsync("c", "x");
        Assert.Equal(digests["a"], (await test.DescribeAsync("c")).Digest);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => test.SetAsync("shared", $"{i}")))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(40, (await test.DescribeAsync("shared")).Version);
    }
}
