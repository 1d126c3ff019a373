using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>What was written under former keys comes back under the present ones.</summary>
public sealed class OldVersionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Old_versions_come_back_after_a_rotation_of_keys(bool all)
    {
        using TestVault test = await TestVault.UnlockedAsync();
        foreach (string value in new[] { "a1", "a2", "a3" })
            await test.SetAsync("a", value);

        await test.Vault.Keeping.RotateAsync(new RotateRequest(null, all), TestVault.Caller, CancellationToken.None);
        await UndoAsync(test);
        Assert.Equal("a2", await test.GetAsync("a"));
        await test.Vault.Versions.RollbackAsync(new RollbackRequest("a", 1), TestVault.Caller);
        test.Restart();
        await test.UnlockAsync();

        Assert.Equal("a1", await test.GetAsync("a"));
        Assert.Equal("rollback", (await UndoAsync(test)).Change);
        Assert.Equal("a2", await test.GetAsync("a"));
    }

    private static Task<UndoReply> UndoAsync(TestVault test) => test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller);
}
