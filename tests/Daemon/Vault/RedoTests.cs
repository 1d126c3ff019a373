using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

public sealed class RedoTests
{
    [Fact]
    public async Task Who_asks_for_an_undo_or_a_redo_gets_that_or_nothing()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");

        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => AskAsync(redo: true))).Code);
        Assert.False((await AskAsync(redo: false)).Redone);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => AskAsync(redo: false))).Code);
        Assert.Empty(await test.ListAsync());
        Assert.True((await AskAsync(redo: true)).Redone);
        Assert.Equal("1", await test.GetAsync("a"));

        Task<UndoReply> AskAsync(bool redo) => test.Vault.Versions.UndoAsync(new UndoRequest(Redo: redo), TestVault.Caller);
    }
}
