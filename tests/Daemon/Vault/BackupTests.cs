using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>A backup is the whole vault, and brings all of it back.</summary>
public sealed class BackupTests : BackupRig
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_is_one_private_file_without_names_or_values_and_brings_all_back_elsewhere(bool locked)
    {
        string before = await ContentAsync(Test);
        if (locked)
            await Test.LockAsync();

        BackupReply backup = await BackupAsync();

        Assert.Equal([File1], Directory.GetFiles(Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File1));
        byte[] bytes = await File.ReadAllBytesAsync(File1);
        Assert.Equal(bytes.Length, backup.Bytes);
        Assert.Equal(21, backup.Values);
        foreach (byte[] canary in new[] { "name_3"u8.ToArray(), "value 13"u8.ToArray(), "not yet"u8.ToArray() })
            Assert.True(bytes.AsSpan().IndexOf(canary) < 0);

        using TestVault other = TestVault.Empty();
        BackupReply restored = await RestoreAsync(other, Test.KeyFile);

        Assert.Equal(backup, restored);
        Assert.True(other.Vault.State is { Initialized: true, Locked: false });
        Assert.Equal(before, await ContentAsync(other));
        // And it is a vault of its own from now on, on this machine too.
        await other.SetAsync("new", "here");
        other.Restart();
        using UnlockRequest unlock = new(KeySource.KeyFile, new SecretValue(Test.KeyFile));
        await other.Vault.UnlockAsync(unlock, TestVault.Caller, CancellationToken.None);
        Assert.Equal("here", await other.GetAsync("new"));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(File1));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_where_that_is_said()
    {
        await File.WriteAllTextAsync(File1, "something else");
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => BackupAsync())).Code);
        Assert.Equal("something else", await File.ReadAllTextAsync(File1));

        await BackupAsync(force: true);

        using TestVault other = TestVault.Empty();
        await RestoreAsync(other, Test.KeyFile);
    }

    [Fact]
    public async Task A_place_that_is_none_is_refused()
    {
        foreach (string path in new[] { "relative", Folder, Path.Combine(Test.Paths.Data, "backup"), Test.Paths.Database })
            Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => Test.Vault.Keeping.BackupAsync(new BackupRequest(path, Force: true), TestVault.Caller, default))).Code);
        Assert.Equal(ErrorCode.Failure, (await Assert.ThrowsAsync<SecretsException>(() => Test.Vault.Keeping.BackupAsync(new BackupRequest("/nowhere/at/all"), TestVault.Caller, default))).Code);
    }

    [Fact]
    public async Task A_backup_replaces_a_vault_only_where_that_is_said_and_keeps_the_old_one()
    {
        string then = await ContentAsync(Test);
        await BackupAsync();
        await Test.SetAsync("name_1", "after the backup");
        string later = await ContentAsync(Test);

        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => RestoreAsync(Test, Test.KeyFile))).Code);
        Assert.Equal(later, await ContentAsync(Test));
        BackupReply reply = await RestoreAsync(Test, Test.KeyFile, replace: true);

        Assert.Equal(then, await ContentAsync(Test));
        // The old one is whole: it can be brought back in turn.
        File.Move(reply.Replaced!, File1, overwrite: true);
        await RestoreAsync(Test, Test.KeyFile, replace: true);
        Assert.Equal(later, await ContentAsync(Test));
    }

    [Fact]
    public async Task Another_vaults_backup_takes_a_vaults_place_with_its_own_device_key()
    {
        await BackupAsync();
        string before = await ContentAsync(Test);
        using TestVault other = await TestVault.UnlockedAsync();
        await other.SetAsync("mine", "gone");

        await RestoreAsync(other, Test.KeyFile, replace: true);

        Assert.Equal(before, await ContentAsync(other));
        Assert.Equal(await File.ReadAllBytesAsync(Test.Paths.DeviceKey), await File.ReadAllBytesAsync(other.Paths.DeviceKey));
        other.Restart();
        Assert.Equal(10, (await other.ListAsync()).Count);
    }

    [Fact]
    public async Task A_vault_too_damaged_to_open_is_replaced()
    {
        await BackupAsync();
        string before = await ContentAsync(Test);
        Test.Stop();
        await File.WriteAllBytesAsync(Test.Paths.Database, (await File.ReadAllBytesAsync(Test.Paths.Database))[..5000]);
        Test.Restart();
        Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(() => Test.ListAsync())).Code);

        await RestoreAsync(Test, Test.KeyFile, replace: true);

        Assert.Equal(before, await ContentAsync(Test));
    }

    [Fact]
    public async Task A_wrong_key_restores_nothing()
    {
        await BackupAsync();
        using TestVault other = TestVault.Empty();
        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => RestoreAsync(other, new byte[32]))).Code);
        Assert.False(other.Vault.State.Initialized);
        Assert.Empty(Directory.GetFiles(other.Paths.Data));
    }

    [Fact]
    public async Task A_crash_between_the_device_key_and_the_database_leaves_a_vault_that_opens()
    {
        using TestVault other = await TestVault.UnlockedAsync();
        string before = await ContentAsync(Test);
        await BackupAsync();
        Test.Stop();
        // The waiting key of another vault, whose database never came.
        File.Copy(other.Paths.DeviceKey, Test.Paths.DeviceKey + ".restored");
        Test.Restart();
        await Test.UnlockAsync();
        Assert.Equal(before, await ContentAsync(Test));
        Assert.False(File.Exists(Test.Paths.DeviceKey + ".restored"));

        // The database came, and its key still waits.
        other.Stop();
        File.Copy(Test.Paths.DeviceKey, other.Paths.DeviceKey + ".restored");
        foreach (string log in Directory.GetFiles(other.Paths.Data, "vault.db*"))
            File.Delete(log);
        File.Copy(File1, other.Paths.Database);
        other.Restart();
        Assert.Equal(10, (await other.ListAsync()).Count);
        Assert.False(File.Exists(other.Paths.DeviceKey + ".restored"));
    }

    [Fact]
    public async Task Backups_taken_under_load_are_each_a_moment_of_the_vault()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_RESTORES") ?? "3");
        const int WritesARound = 20;
        using CancellationTokenSource stop = new();
        // Each has turns of its own: two fast ones would leave the third none.
        SemaphoreSlim[] turns = [new(WritesARound), new(WritesARound), new(WritesARound)];
        Task[] writers = [.. Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteAsync(writer, turns[writer], stop.Token)))];
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                int[] least = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(NumberAsync))];
                // So many writes while the backup is taken, not more: a hundred rounds end with a vault that is still read quickly.
                foreach (SemaphoreSlim turn in turns)
                    turn.Release(WritesARound);
                await BackupAsync(force: true);
                using TestVault other = TestVault.Empty();
                await RestoreAsync(other, Test.KeyFile);
                string first = await ContentAsync(other);
                for (int writer = 0; writer < 3; writer++)
                {
                    // Both were written in one unit, so no backup may tear them apart.
                    string left = await other.GetAsync($"left_{writer}");
                    Assert.Equal(left, await other.GetAsync($"right_{writer}"));
                    Assert.True(int.Parse(left) >= least[writer]);
                }
                Assert.Empty((await other.Vault.Keeping.CheckAsync(default)).Damaged);
                await RestoreAsync(other, Test.KeyFile, replace: true);
                Assert.Equal(first, await ContentAsync(other));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers).WaitAsync(TimeSpan.FromSeconds(60));
            foreach (SemaphoreSlim turn in turns)
                turn.Dispose();
        }

        async Task<int> NumberAsync(int writer)
        {
            for (int i = 0; i < 3000; i++)
            {
                if ((await Test.ListAsync()).Any(entry => entry.Name == $"left_{writer}"))
                    return int.Parse(await Test.GetAsync($"left_{writer}"));
                await Task.Delay(10);
            }
            throw new TimeoutException("the writers are too slow");
        }
    }

    private async Task WriteAsync(int writer, SemaphoreSlim turns, CancellationToken stop)
    {
        for (int number = 1; !stop.IsCancellationRequested; number++)
        {
            await Task.WhenAny(turns.WaitAsync(stop));
            await Test.SetAsync(false, new SetEntry($"left_{writer}", SecretValue.FromText($"{number}")), new SetEntry($"right_{writer}", SecretValue.FromText($"{number}")));
        }
    }
}
