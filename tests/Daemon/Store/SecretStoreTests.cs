using Secrets.Daemon.Store;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Store;

public sealed class SecretStoreTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task A_value_is_read_back_now_and_after_a_restart()
    {
        Assert.Equal(1, await _test.SetAsync("a", "one"));
        Assert.Equal(2, await _test.SetAsync("a", "two"));
        Assert.Equal("two", _test.Get("a"));
        _test.Reopen();
        Assert.Equal("two", _test.Get("a"));
        Assert.Null(_test.Get("b"));
        _test.Store.Check();
    }

    [Fact]
    public async Task A_secret_keeps_its_whole_history()
    {
        await _test.SetAsync("a", "one");
        await _test.SetAsync("a", "two");
        SecretRecord secret = Assert.Single(_test.Store.Read(t => t.Secrets(_test.EnvironmentId))).Secret;
        IReadOnlyList<VersionRecord> history = _test.Store.Read(t => t.History(secret.Id));
        Assert.Equal([2, 1], history.Select(version => version.Number));
        Assert.Equal("one"u8.ToArray(), _test.Store.Read(t => t.Ciphertext(history[1])));
    }

    [Fact]
    public async Task A_tombstone_hides_the_value_but_not_the_secret()
    {
        await _test.SetAsync("a", "one");
        await _test.Store.WriteAsync(t =>
        {
            SecretRecord secret = t.Secret(_test.EnvironmentId, TestStore.Hash("a"))!;
            t.InsertTombstone(new VersionRecord(t.NewId(), secret.Id, 2, VersionKind.Tombstone, [], [], null, DateTimeOffset.UnixEpoch));
            return t.Update(secret with { Live = 2, Last = 2 });
        });
        Assert.Null(_test.Get("a"));
        Assert.Empty(_test.Store.Read(t => t.Values(_test.EnvironmentId)));
        Assert.Equal(VersionKind.Tombstone, Assert.Single(_test.Store.Read(t => t.Secrets(_test.EnvironmentId))).Version!.Kind);
        _test.Store.Check();
    }

    [Fact]
    public async Task Pending_digests_are_found_until_they_are_written()
    {
        await _test.SetAsync("a", "one");
        VersionRecord version = Assert.Single(_test.Store.Read(t => t.PendingDigests(0, 10)));
        await _test.Store.WriteAsync(t => t.Update(version with { Digest = new byte[16] }));
        Assert.Empty(_test.Store.Read(t => t.PendingDigests(0, 10)));
        Assert.Equal("one", _test.Get("a"));
    }

    [Fact]
    public async Task A_unit_that_throws_leaves_nothing()
    {
        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => _test.Store.WriteAsync<int>(t =>
        {
            TestStore.Set(t, _test.EnvironmentId, "a", "one");
            throw new SecretsException(ErrorCode.Invalid, "no");
        }));
        Assert.Equal(ErrorCode.Invalid, error.Code);
        Assert.Null(_test.Get("a"));
        Assert.Equal(1, await _test.SetAsync("a", "two"));
        _test.Reopen();
        Assert.Equal("two", _test.Get("a"));
    }

    [Fact]
    public async Task An_update_of_what_changed_meanwhile_is_a_conflict()
    {
        await _test.SetAsync("a", "one");
        SecretRecord stale = _test.Store.Read(t => t.Secret(_test.EnvironmentId, TestStore.Hash("a")))!;
        await _test.SetAsync("a", "two");
        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => _test.Store.WriteAsync(t => t.Update(stale)));
        Assert.Equal(ErrorCode.Conflict, error.Code);
    }

    [Fact]
    public async Task The_same_name_twice_is_a_conflict() =>
        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => _test.Store.WriteAsync(TestStore.MakeEnvironment))).Code);

    [Fact]
    public async Task A_vault_without_its_device_key_shows_what_opens_it()
    {
        await _test.Store.WriteAsync(t =>
        {
            t.Insert(new KeyslotRecord(t.NewId(), 1, [1, 2, 3], DateTimeOffset.UnixEpoch, []));
            return t.Insert(new VaultRecord(t.NewId(), new byte[16], 1, 1, new byte[32], new byte[80], new byte[80], DateTimeOffset.UnixEpoch));
        });
        _test.Store.Dispose();
        using SecretStore store = SecretStore.Open(_test.Path);
        (VaultRecord? vault, IReadOnlyList<KeyslotRecord> keyslots) = store.ReadUnverified();
        Assert.Equal(80, vault!.SealedDeviceKey.Length);
        Assert.Equal([1, 2, 3], Assert.Single(keyslots).Body);
        Assert.Throws<InvalidOperationException>(() => store.Read(t => t.Vault()));
        Assert.Equal(ErrorCode.Damaged, Assert.Throws<SecretsException>(() => store.Authenticate(new TestAuthenticator("another"))).Code);
    }

    [Fact]
    public async Task Values_of_up_to_a_mebibyte_and_more_come_back_whole()
    {
        foreach (int length in new[] { 0, 1, 4095, 4096, 70_000, 1 << 20 })
        {
            string value = new('x', length);
            await _test.SetAsync($"n{length}", value);
            Assert.Equal(value, _test.Get($"n{length}"));
        }
        _test.Store.Check();
    }

    [Fact]
    public void The_library_is_the_newer_of_the_systems_and_the_packages()
    {
        Assert.Matches(@"^3\.\d+\.\d+ \((system|bundled)\)$", SecretStore.Library);
        if (SecretStore.Library.EndsWith("(bundled)", StringComparison.Ordinal))
            Assert.StartsWith("3.35.5", SecretStore.Library, StringComparison.Ordinal);
    }
}
