using System.Buffers.Binary;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>The layouts of SECURITY.md, and what becomes of newer and of malformed ones.</summary>
public sealed class FormatTests
{
    private static readonly byte[] VaultId = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly PasswordHashParameters Cheap = new(64, 1);

    [Theory]
    [InlineData(KeySource.Passphrase)]
    [InlineData(KeySource.KeyFile)]
    public void A_keyslot_opens_with_its_key_alone(KeySource source)
    {
        using KeyPair identity = KeyPair.Generate();
        byte[] slot = Keyslot.Close(source, "the key of thirty-two bytes or more"u8, Cheap, VaultId, identity);

        Assert.Equal(Keyslot.Length, slot.Length);
        using KeyPair? opened = Keyslot.Open(slot, "the key of thirty-two bytes or more"u8, VaultId, identity.PublicKey);
        Assert.NotNull(opened);
        Assert.True(ConstantTime.Equal(identity.SecretKey.Span, opened.SecretKey.Span));
        Assert.Null(Keyslot.Open(slot, "The key of thirty-two bytes or more"u8, VaultId, identity.PublicKey));
        Assert.Null(Keyslot.Open(slot, "the key of thirty-two bytes or more"u8, new byte[16], identity.PublicKey));
    }

    [Theory]
    [InlineData(KeySource.Passphrase)]
    [InlineData(KeySource.KeyFile)]
    public void A_keyslot_with_any_byte_changed_does_not_open(KeySource source)
    {
        using KeyPair identity = KeyPair.Generate();
        byte[] slot = Keyslot.Close(source, "the key of thirty-two bytes or more"u8, Cheap, VaultId, identity);
        for (int i = 0; i < slot.Length; i++)
        {
            slot[i] ^= 1;
            try
            {
                Assert.Null(Keyslot.Open(slot, "the key of thirty-two bytes or more"u8, VaultId, identity.PublicKey));
            }
            catch (SecretsException exception)
            {
                Assert.Equal(ErrorCode.Damaged, exception.Code);
            }
            slot[i] ^= 1;
        }
    }

    [Theory]
    [InlineData((1 << 20) + 1, 1)]
    [InlineData(1 << 20, 21)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(-1, 1)]
    [InlineData(64, 0)]
    [InlineData(64, -5)]
    public void Costs_beyond_the_caps_are_refused_without_paying_them(int memoryKiB, int passes)
    {
        using KeyPair identity = KeyPair.Generate();
        byte[] slot = Keyslot.Close(KeySource.Passphrase, "pass"u8, Cheap, VaultId, identity);
        BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(8), memoryKiB);
        BinaryPrimitives.WriteInt32LittleEndian(slot.AsSpan(12), passes);
        long start = TimeProvider.System.GetTimestamp();

        SecretsException error = Assert.Throws<SecretsException>(() => Keyslot.Open(slot, "pass"u8, VaultId, identity.PublicKey));

        Assert.Equal(ErrorCode.Damaged, error.Code);
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Newer_formats_are_named_as_such()
    {
        using KeyPair identity = KeyPair.Generate();
        using DeviceKeys device = new(new byte[32]);
        (byte[] Bytes, Action<byte[]> Open)[] formats =
        [
            (Keyslot.Close(KeySource.KeyFile, new byte[32], default, VaultId, identity), bytes => Keyslot.Open(bytes, new byte[32], VaultId, identity.PublicKey)),
            (SealedKey.Close(new byte[32], identity.PublicKey), bytes => SealedKey.Open(bytes, identity, new byte[32], "a key")),
            (device.Seal("body"u8, []), bytes => device.Open(bytes, [])),
            (new ValueBinding(VaultId, 1, 2, 3, 4).Seal("value"u8, new byte[24], new byte[32]), bytes => new ValueBinding(VaultId, 1, 2, 3, 4).Open(bytes, new byte[24], new byte[32], new byte[5])),
        ];
        foreach ((byte[] bytes, Action<byte[]> open) in formats)
        {
            open(bytes);
            foreach (int place in new[] { 2, 3 })
            {
                bytes[place]++;
                SecretsException error = Assert.Throws<SecretsException>(() => open(bytes));
                Assert.Equal(ErrorCode.Damaged, error.Code);
                Assert.Contains("this release does not know", error.Message, StringComparison.Ordinal);
                bytes[place]--;
            }
            bytes[0]++;
            Assert.Contains("damaged", Assert.Throws<SecretsException>(() => open(bytes)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_newer_database_is_refused_untouched()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        test.Stop();
        test.Tamper("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; PRAGMA user_version = 99");
        await RefusedUntouchedAsync(test);
    }

    [Fact]
    public async Task A_newer_device_key_is_refused_untouched()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        test.Stop();
        byte[] file = await File.ReadAllBytesAsync(test.Paths.DeviceKey);
        file[2]++;
        await File.WriteAllBytesAsync(test.Paths.DeviceKey, file);
        byte[] before = file;
        test.Restart();

        foreach (Func<Task> call in Calls(test))
            Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(call)).Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(test.Paths.DeviceKey));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 83)]
    [InlineData(0, 85)]
    [InlineData(60, 84)]
    [InlineData(30, 84)]
    public async Task A_malformed_device_key_is_refused(int flip, int length)
    {
        using TestVault test = await TestVault.UnlockedAsync();
        test.Stop();
        byte[] file = await File.ReadAllBytesAsync(test.Paths.DeviceKey);
        Array.Resize(ref file, length);
        if (flip > 0)
            file[flip] ^= 1;
        await File.WriteAllBytesAsync(test.Paths.DeviceKey, file);
        test.Restart();

        foreach (Func<Task> call in Calls(test))
            Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(call)).Code);
    }

    [Fact]
    public async Task The_device_key_is_private_and_in_no_other_file()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        byte[] key = (await File.ReadAllBytesAsync(test.Paths.DeviceKey))[20..52];
        test.Stop();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.Paths.DeviceKey));
        foreach (string file in Directory.GetFiles(test.Paths.Data).Where(file => file != test.Paths.DeviceKey))
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(key) < 0);
    }

    private static async Task RefusedUntouchedAsync(TestVault test)
    {
        Dictionary<string, string> before = Contents(test);
        test.Restart();
        foreach (Func<Task> call in Calls(test))
            Assert.Equal(ErrorCode.Damaged, (await Assert.ThrowsAsync<SecretsException>(call)).Code);
        test.Stop();
        Assert.Equal(before, Contents(test));
    }

    private static Func<Task>[] Calls(TestVault test) =>
        [() => test.ListAsync(), () => test.SetAsync("a", "1"), () => test.GetAsync("a"), test.UnlockAsync, test.InitAsync];

    private static Dictionary<string, string> Contents(TestVault test) =>
        Directory.GetFiles(test.Paths.Data).ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
}
