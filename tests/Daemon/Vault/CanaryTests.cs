using System.Text;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>After a life of the vault no file holds anything that a thief of the disk should not read.</summary>
public sealed class CanaryTests
{
    private const string Value = "CanaryValue-7f3a90b1c2d4e5f60718293a4b5c6d7e";
    private const string Name = "CanaryName_51e0c9d8b7a6f5e4d3c2b1a0";
    private const string Description = "CanaryDescription 99aa88bb77cc66dd55ee44ff";
    private const string Tag = "CanaryTag.0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private const string Environment = "CanaryEnvironment_f0e1d2c3b4a59687";
    private const string Passphrase = "CanaryPassphrase 3c2b1a0f9e8d7c6b5a493827";

    [Fact]
    public async Task No_file_holds_a_canary()
    {
        using TestVault test = TestVault.Empty();
        using (InitRequest init = new(KeySource.Passphrase, SecretValue.FromText(Passphrase)))
            await test.Vault.InitAsync(init, TestVault.Caller, CancellationToken.None);
        await SetAsync(test);
        await test.GetAsync(Name);
        await test.ResolveAsync(new RunSelection(SecretScope.Default, [], static names => names));
        Scan(test);
        await test.LockAsync();
        await SetAsync(test);
        await test.ListAsync();
        using (UnlockRequest unlock = new(KeySource.Passphrase, SecretValue.FromText(Passphrase)))
            await test.Vault.UnlockAsync(unlock, TestVault.Caller, CancellationToken.None);
        await test.DeleteAsync(Name);
        await test.Vault.Versions.RollbackAsync(new RollbackRequest(Name, 1, Stage: true), TestVault.Caller);
        await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);
        await test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller);
        await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest(Environment), TestVault.Caller);
        Scan(test);
        test.Stop();
        Scan(test);
    }

    [Fact]
    public void The_scan_itself_finds_a_canary_in_each_form()
    {
        byte[] value = Encoding.UTF8.GetBytes(Value);
        foreach (byte[] form in Canary.Forms(Value).Append([.. Encoding.UTF8.GetBytes("{\"a\":\""), .. value, .. Encoding.UTF8.GetBytes("\"}")]))
            Assert.True(Canary.Holds([1, 2, .. form, 3], Value));
        foreach (int offset in new[] { 0, 1, 2 })
            Assert.True(Canary.Holds(Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[offset], .. value, 7])), Value));
        Assert.False(Canary.Holds(value.AsSpan(1), Value));
    }

    private static Task SetAsync(TestVault test) =>
        test.SetAsync(false, new SetEntry(Name, SecretValue.FromText(Value), Description, [Tag]), new SetEntry("other", SecretValue.FromText(Value)));

    private static void Scan(TestVault test)
    {
        string[] files = Directory.GetFiles(test.Home, "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 2);
        foreach (string file in files)
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (string canary in new[] { Value, Name, Description, Tag, Passphrase, Environment })
                Assert.False(Canary.Holds(bytes, canary), $"{Path.GetFileName(file)} holds {canary}");
        }
    }
}
