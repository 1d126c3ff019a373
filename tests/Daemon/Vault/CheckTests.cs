using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>A check of the whole store goes on after a finding and names each; never a value.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private TestVault _test = null!;

    public async Task InitializeAsync()
    {
        _test = await TestVault.UnlockedAsync();
        await _test.SetAsync("one", "VALUE-CANARY 1");
        await _test.SetAsync("two", "VALUE-CANARY 2");
        await _test.SetAsync("two", "VALUE-CANARY 3");
    }

    public Task DisposeAsync()
    {
        _test.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_as_it_was_written_is_counted(bool locked)
    {
        if (locked)
            await _test.LockAsync();
        CheckReply reply = await CheckAsync();
        Assert.Empty(reply.Damaged);
        Assert.Equal((3, !locked), (reply.Values, reply.Opened));
        // Vault, slot, project, environment, two secrets, three versions, and what others keep of the last change.
        Assert.InRange(reply.Records, 9, 20);
        // No value left the vault.
        Assert.Empty(_test.Accesses);
    }

    [Theory]
    [InlineData("UPDATE ciphertext SET body = flipped(body) WHERE version_id = (SELECT id FROM version WHERE number = 2)", "version 2 of two in default/default: its value is not the one that was written")]
    [InlineData("DELETE FROM ciphertext WHERE version_id = (SELECT id FROM version WHERE number = 2)", "version 2 of two in default/default: its value is not the one that was written")]
    [InlineData("UPDATE version SET created_at = created_at + 1 WHERE number = 2", "version 2 of two in default/default: missing, or not the one that was written")]
    [InlineData("UPDATE secret SET live = 1 WHERE live = 2", "a secret in default/default: missing, or not the one that was written")]
    [InlineData("UPDATE environment SET public_key = flipped(public_key)", "an environment of default: missing, or not the one that was written")]
    [InlineData("UPDATE keyslot SET created_at = 1", "keyslot 2: missing, or not the one that was written")]
    public async Task What_was_changed_under_a_running_daemon_is_named(string sql, string finding)
    {
        _test.Tamper(sql);
        IReadOnlyList<string> damaged = (await CheckAsync()).Damaged;
        Assert.Contains(finding, damaged);
        Assert.All(damaged, line => Assert.DoesNotContain("CANARY", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_findings_are_all_named()
    {
        _test.Tamper("UPDATE ciphertext SET body = flipped(body)");
        Assert.Equal(3, (await CheckAsync()).Damaged.Count);
        await _test.LockAsync();
        Assert.Equal(3, (await CheckAsync()).Damaged.Count);
    }

    private Task<CheckReply> CheckAsync() => _test.Vault.Keeping.CheckAsync(CancellationToken.None);
}
