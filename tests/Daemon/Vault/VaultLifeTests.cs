using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>From no vault to locked to unlocked and back.</summary>
public sealed class VaultLifeTests
{
    [Fact]
    public async Task Where_there_is_no_vault_every_call_says_so_and_makes_none()
    {
        using TestVault test = TestVault.Empty();

        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.ListAsync())).Code);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync("a", "b"))).Code);
        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => test.UnlockAsync());
        Assert.Equal((ErrorCode.NotFound, "secrets init"), (error.Code, error.Hint));
        Assert.False(test.Vault.State.Initialized);
        Assert.Empty(Directory.GetFiles(test.Paths.Data));
    }

    [Fact]
    public async Task Init_leaves_the_vault_unlocked_with_its_default_scope()
    {
        using TestVault test = TestVault.Empty();

        await test.InitAsync();

        Assert.True(test.Vault.State is { Initialized: true, Locked: false });
        Assert.Equal([false], test.Locks);
        Assert.Empty(await test.ListAsync());
        await test.SetAsync("a", "1");
        Assert.Equal("1", await test.GetAsync("a"));
    }

    [Fact]
    public async Task A_second_init_is_a_conflict()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(test.InitAsync)).Code);
        test.Restart();
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(test.InitAsync)).Code);
        await test.UnlockAsync();
    }

    [Fact]
    public async Task A_vault_opens_again_after_a_restart()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");

        test.Restart();

        Assert.True(test.Vault.State is { Initialized: true, Locked: true });
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a"))).Code);
        await test.UnlockAsync();
        Assert.Equal("1", await test.GetAsync("a"));
    }

    [Fact]
    public async Task A_passphrase_opens_the_vault_and_another_does_not()
    {
        using TestVault test = TestVault.Empty();
        using (InitRequest init = new(KeySource.Passphrase, SecretValue.FromText("correct horse")))
            await test.Vault.InitAsync(init, TestVault.Caller, CancellationToken.None);
        await test.LockAsync();

        using UnlockRequest wrong = new(KeySource.Passphrase, SecretValue.FromText("correct horsf"));
        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => test.Vault.UnlockAsync(wrong, TestVault.Caller, CancellationToken.None));

        Assert.Equal((ErrorCode.Refused, "wrong passphrase"), (error.Code, error.Message));
        Assert.True(test.Vault.State.Locked);
        using UnlockRequest right = new(KeySource.Passphrase, SecretValue.FromText("correct horse"));
        Task unlock = test.Vault.UnlockAsync(right, TestVault.Caller, CancellationToken.None);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await unlock.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(test.Vault.State.Locked);
    }

    [Fact]
    public async Task A_kind_of_key_that_the_vault_does_not_have_is_refused()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        using UnlockRequest request = new(KeySource.Passphrase, SecretValue.FromText("x"));

        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => test.Vault.UnlockAsync(request, TestVault.Caller, CancellationToken.None))).Code);
    }

    [Theory]
    [InlineData(KeySource.Passphrase, 0)]
    [InlineData(KeySource.KeyFile, 31)]
    [InlineData((KeySource)9, 32)]
    public async Task A_worthless_key_is_refused_before_anything_is_made(KeySource source, int length)
    {
        using TestVault test = TestVault.Empty();
        using InitRequest request = new(source, new SecretValue(length));

        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => test.Vault.InitAsync(request, TestVault.Caller, CancellationToken.None))).Code);
        Assert.Empty(Directory.GetFiles(test.Paths.Data));
    }

    [Fact]
    public async Task Wrong_keys_slow_the_next_attempt_down()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.LockAsync();
        await Assert.ThrowsAsync<SecretsException>(test.UnlockWronglyAsync);

        for (int failures = 1; failures <= 3; failures++)
        {
            Task attempt = test.UnlockWronglyAsync();
            await WaitUntil(() => test.Clock.Pending == 1);
            test.Clock.Advance(TimeSpan.FromMilliseconds((100 * failures) - 1));
            Assert.False(attempt.IsCompleted);
            test.Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => attempt.WaitAsync(TimeSpan.FromSeconds(30)))).Code);
        }
        Task last = test.UnlockAsync();
        await WaitUntil(() => test.Clock.Pending == 1);
        test.Clock.Advance(TimeSpan.FromMilliseconds(400));
        await last.WaitAsync(TimeSpan.FromSeconds(30));
        await test.LockAsync();
        await test.UnlockAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Lock_and_unlock_are_announced_once_each()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        await test.LockAsync();
        await test.LockAsync();
        await test.UnlockAsync();
        await test.UnlockAsync();

        Assert.Equal([false, true, false], test.Locks);
    }

    [Fact]
    public async Task The_vault_locks_after_an_hour_without_use()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");

        test.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("1", await test.GetAsync("a"));
        Assert.Equal(3600, test.Vault.State.LocksInSeconds);
        test.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(test.Vault.State.Locked);
        test.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(test.Vault.State is { Locked: true, LocksInSeconds: null });
        Assert.Equal([false, true], test.Locks);
        Assert.Equal(0, test.Clock.Pending);
    }

    [Fact]
    public async Task The_vault_locks_after_twelve_hours_of_use()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        for (int i = 0; i < 24; i++)
        {
            Assert.False(test.Vault.State.Locked);
            await test.ListAsync();
            test.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.True(test.Vault.State.Locked);
    }

    [Fact]
    public async Task Time_asleep_counts()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");

        test.Clock.Sleep(TimeSpan.FromHours(2));

        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a"))).Code);
        Assert.True(test.Vault.State.Locked);
    }

    [Fact]
    public async Task A_lost_device_key_comes_back_with_the_next_unlock()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        byte[] before = await File.ReadAllBytesAsync(test.Paths.DeviceKey);
        test.Stop();
        File.Delete(test.Paths.DeviceKey);
        test.Restart();

        Assert.True(test.Vault.State is { Initialized: true, Locked: true });
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => test.ListAsync())).Code);
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(test.InitAsync)).Code);
        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(test.UnlockWronglyAsync)).Code);
        Task unlock = test.UnlockAsync();
        await WaitUntil(() => test.Clock.Pending == 1);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await unlock;

        Assert.Equal("1", await test.GetAsync("a"));
        Assert.Equal(before, await File.ReadAllBytesAsync(test.Paths.DeviceKey));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.Paths.DeviceKey));
    }

    [Fact]
    public async Task Another_vaults_device_key_is_not_taken()
    {
        using TestVault one = await TestVault.UnlockedAsync();
        using TestVault other = await TestVault.UnlockedAsync();
        one.Stop();
        File.Copy(other.Paths.DeviceKey, one.Paths.DeviceKey, overwrite: true);
        one.Restart();

        Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(() => one.ListAsync())).Code);
        Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(one.UnlockAsync)).Code);
        Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(one.InitAsync)).Code);
    }

    [Fact]
    public async Task A_device_key_that_others_can_read_is_refused()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        test.Stop();
        File.SetUnixFileMode(test.Paths.DeviceKey, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        test.Restart();

        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => test.ListAsync());

        Assert.Contains("chmod 600", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_the_device_keys_place_is_replaced_not_followed()
    {
        using TestVault test = TestVault.Empty();
        string target = Path.Combine(test.Home, "target");
        await File.WriteAllTextAsync(target, "untouched");
        File.CreateSymbolicLink(test.Paths.DeviceKey, target);

        await test.InitAsync();

        Assert.Equal("untouched", await File.ReadAllTextAsync(target));
        Assert.Null(File.ResolveLinkTarget(test.Paths.DeviceKey, returnFinalTarget: false));
    }

    [Fact]
    public async Task Two_vaults_have_nothing_in_common()
    {
        using TestVault one = await TestVault.UnlockedAsync();
        using TestVault other = await TestVault.UnlockedAsync();
        await one.SetAsync("a", "same");
        await other.SetAsync("a", "same");

        (var first, var second) = (one.Inside.Store.Read(t => t.Vault())!, other.Inside.Store.Read(t => t.Vault())!);
        Assert.NotEqual(first.VaultId, second.VaultId);
        Assert.NotEqual(first.IdentityPublicKey, second.IdentityPublicKey);
        Assert.NotEqual((await one.DescribeAsync("a")).Digest, (await other.DescribeAsync("a")).Digest);
    }

    [Fact]
    public async Task An_init_that_was_interrupted_can_be_repeated()
    {
        using TestVault test = TestVault.Empty();
        // What a crash leaves between making the store and committing the vault.
        using (SecretStore store = SecretStore.Open(test.Paths.Database))
            store.Authenticate(new DeviceKeys(new byte[32]));
        await File.WriteAllBytesAsync(test.Paths.DeviceKey, RandomBytes.New(84));
        test.Restart();

        Assert.False(test.Vault.State.Initialized);
        await test.InitAsync();
        await test.SetAsync("a", "1");
        Assert.Equal("1", await test.GetAsync("a"));
    }

    private static async Task WaitUntil(Func<bool> condition)
    {
        for (int i = 0; i < 3000 && !condition(); i++)
            await Task.Delay(1);
        Assert.True(condition());
    }
}
