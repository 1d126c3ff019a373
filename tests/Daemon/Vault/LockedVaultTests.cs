using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>What a locked vault does and does not.</summary>
public sealed class LockedVaultTests
{
    [Fact]
    public async Task Everything_but_values_works_locked()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("old", "1");
        test.Restart();

        await test.SetAsync(false, new SetEntry("new", SecretValue.FromText("2"), "a description", ["x", "y"], true, DateTimeOffset.UnixEpoch));
        await test.SetAsync("old", "3");
        await test.SetAsync("gone", "4");
        await test.DeleteAsync("gone");

        Assert.Equal(["new", "old"], (await test.ListAsync()).Select(entry => entry.Name));
        SecretEntry entry = await test.DescribeAsync("new");
        Assert.Equal(("a description", true, DateTimeOffset.UnixEpoch), (entry.Description, entry.WriteOnly, entry.ExpiresAt));
        Assert.Equal(["x", "y"], entry.Tags);
        Assert.Equal(2, (await test.DescribeAsync("old")).Version);
        Assert.True(test.Vault.State.Locked);
    }

    [Fact]
    public async Task Values_are_not_served_locked()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.LockAsync();

        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a"))).Code);
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => test.ResolveAsync(new(SecretScope.Default, ["a"])))).Code);
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("unknown"))).Code);
        Assert.Empty(test.Accesses);
    }

    [Fact]
    public async Task What_was_written_locked_is_read_unlocked()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.LockAsync();
        await test.SetAsync("a", "written blind");

        await test.UnlockAsync();

        Assert.Equal("written blind", await test.GetAsync("a"));
    }

    [Fact]
    public async Task A_digest_is_pending_until_the_next_unlock()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("before", "same");
        await test.LockAsync();
        await test.SetAsync("after", "same");
        Assert.Null((await test.DescribeAsync("after")).Digest);

        await test.UnlockAsync();

        string? digest = (await test.DescribeAsync("after")).Digest;
        Assert.Matches("^[0-9a-f]{32}$", digest);
        Assert.Equal((await test.DescribeAsync("before")).Digest, digest);
    }

    [Fact]
    public async Task Many_pending_digests_are_computed_too()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.LockAsync();
        await test.SetAsync(false, [.. Enumerable.Range(0, 150).Select(i => new SetEntry($"s{i}", SecretValue.FromText("same")))]);

        await test.UnlockAsync();

        for (int i = 0; i < 3000 && (await test.ListAsync()).Any(entry => entry.Digest is null); i++)
            await Task.Delay(1);
        Assert.Single((await test.ListAsync()).Select(entry => entry.Digest).Distinct());
        Assert.NotNull((await test.ListAsync())[0].Digest);
    }

    [Fact]
    public async Task Locking_during_the_digests_harms_nothing()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.LockAsync();
        await test.SetAsync(false, [.. Enumerable.Range(0, 200).Select(i => new SetEntry($"s{i}", SecretValue.FromText("same")))]);

        await test.UnlockAsync();
        test.Restart();
        await test.UnlockAsync();

        Assert.Equal("same", await test.GetAsync("s199"));
    }
}
