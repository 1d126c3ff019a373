using System.Buffers.Binary;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Nothing but a whole backup is ever put in a vault's place.</summary>
public sealed class BackupDamageTests : BackupRig
{
    [Fact]
    public async Task A_file_that_is_no_whole_backup_is_refused_and_changes_nothing()
    {
        await BackupAsync();
        byte[] whole = await File.ReadAllBytesAsync(File1);
        string before = await ContentAsync(Test);
        List<byte[]> files = [[], "not a database"u8.ToArray(), new byte[8192], whole[..50], whole[..4096], whole[..^4096], [.. whole[..(whole.Length / 2)], .. new byte[whole.Length / 2]]];
        byte[] newer = [.. whole];
        BinaryPrimitives.WriteInt32BigEndian(newer.AsSpan(60), 99);
        byte[] foreign = [.. whole];
        BinaryPrimitives.WriteInt32BigEndian(foreign.AsSpan(68), 1);
        files.AddRange([newer, foreign]);
        foreach (byte[] bytes in files)
        {
            await File.WriteAllBytesAsync(File1, bytes);
            Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(() => RestoreAsync(Test, Test.KeyFile, replace: true))).Code);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(File1));
        }
        Assert.Equal(before, await ContentAsync(Test));
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => RestoreAsync(Test, Test.KeyFile, replace: true, file: "/nowhere"))).Code);
    }

    [Fact]
    public async Task Any_byte_changed_in_a_backup_is_noticed_or_does_not_matter()
    {
        int step = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_BYTE_STEP") ?? "4099");
        await BackupAsync();
        byte[] whole = await File.ReadAllBytesAsync(File1);
        string before = await ContentAsync(Test);
        int noticed = 0;
        for (int i = 0; i < whole.Length; i += step)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x10;
            await File.WriteAllBytesAsync(File1, changed);
            using TestVault other = TestVault.Empty();
            try
            {
                await RestoreAsync(other, Test.KeyFile);
            }
            catch (SecretsException exception) when (exception.Code is ErrorCode.Damaged or ErrorCode.Refused)
            {
                noticed++;
                Assert.False(other.Vault.State.Initialized);
                continue;
            }
            // Unused space of a page.
            Assert.Equal(before, await ContentAsync(other));
        }
        Assert.NotEqual(0, noticed);
    }

    [Theory]
    [InlineData("UPDATE version SET digest = flipped(digest) WHERE digest IS NOT NULL")]
    [InlineData("UPDATE ciphertext SET body = flipped(body)")]
    [InlineData("DELETE FROM audit WHERE sequence = 1; DELETE FROM version WHERE id = (SELECT max(id) FROM version)")]
    [InlineData("UPDATE vault SET sealed_device_key = flipped(sealed_device_key)")]
    [InlineData("UPDATE keyslot SET body = flipped(body)")]
    [InlineData("DELETE FROM manifest")]
    [InlineData("DROP TABLE secret")]
    public async Task A_forged_backup_is_refused(string sql)
    {
        await BackupAsync();
        using TestVault forger = TestVault.Empty();
        File.Copy(File1, forger.Paths.Database);
        forger.Tamper(sql);
        File.Copy(forger.Paths.Database, File1, overwrite: true);
        using TestVault other = TestVault.Empty();

        Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(() => RestoreAsync(other, Test.KeyFile))).Code);
        Assert.False(other.Vault.State.Initialized);
    }
}
