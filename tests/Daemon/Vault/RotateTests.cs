using Secrets.Daemon.Store;
using Secrets.Daemon.Vault;
using Secrets.Daemon.Vault.Keeping;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>New keys, and nothing else is new.</summary>
public sealed class RotateTests : IAsyncLifetime
{
    private const int Secrets = 70;
    private TestVault _test = null!;

    public async Task InitializeAsync()
    {
        _test = await TestVault.UnlockedAsync();
        await _test.SetAsync(false, [.. Enumerable.Range(0, Secrets).Select(i => new SetEntry($"name_{i}", SecretValue.FromText($"value {i}")))]);
        await _test.SetAsync("name_0", "second");
        await _test.SetAsync("staged", "not yet", stage: true);
        await _test.DeleteAsync("name_1");
    }

    public Task DisposeAsync()
    {
        _test.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_data_key_is_sealed_to_a_new_pair_and_nothing_else_changes(bool all)
    {
        IReadOnlyList<SecretEntry> entries = await _test.ListAsync();
        (VaultRecord vault, EnvironmentRecord environment, VersionRecord[] versions) = Records();

        RotateReply reply = await RotateAsync(all);

        Assert.Equal(new RotateReply(1, Secrets + 2), reply);
        (VaultRecord vaultAfter, EnvironmentRecord after, VersionRecord[] versionsAfter) = Records();
        Assert.NotEqual(environment.PublicKey, after.PublicKey);
        Assert.Null(after.FormerPublicKey);
        Assert.Equal(all, !vault.IdentityPublicKey.AsSpan().SequenceEqual(vaultAfter.IdentityPublicKey));
        foreach ((VersionRecord before, VersionRecord now) in versions.Zip(versionsAfter))
        {
            Assert.Equal((before.Id, before.Number, before.CreatedAt), (now.Id, now.Number, now.CreatedAt));
            Assert.Equal(before.Digest, now.Digest);
            Assert.Equal(before.CiphertextTag, now.CiphertextTag);
            Assert.Equal(before.Kind == VersionKind.Tombstone, before.SealedDataKey.AsSpan().SequenceEqual(now.SealedDataKey));
        }
        Assert.Equal(entries.Select(Text), (await _test.ListAsync()).Select(Text));
        await AllOpensAsync();
        _test.Restart();
        await _test.UnlockAsync();
        await AllOpensAsync();
        Assert.Empty((await _test.Vault.Keeping.CheckAsync(default)).Damaged);
    }

    [Fact]
    public async Task The_former_identity_opens_nothing_any_more()
    {
        (_, _, VersionRecord[] versions) = Records();
        KeyslotRecord slot = _test.Inside.Store.Read(transaction => transaction.Keyslots().Single());
        VaultRecord before = Records().Vault;
        await RotateAsync(all: true);
        (VaultRecord after, EnvironmentRecord environment, _) = Records();

        using var former = Keyslot.Open(slot.Body, _test.KeyFile, before.VaultId, before.IdentityPublicKey)!;
        byte[] key = new byte[32];
        Assert.False(SealedKey.TryOpen(environment.SealedSecretKey, former, key, "a key"));
        Assert.False(SealedKey.TryOpen(after.SealedDeviceKey, former, key, "a key"));
        Assert.False(SealedKey.TryOpen(after.SealedDigestKey, former, key, "a key"));
        Assert.NotEmpty(versions);
    }

    [Fact]
    public async Task Every_slot_opens_the_vault_after_its_identity_was_rotated()
    {
        using RecoveryRequest request = new(new KeyProof(KeySource.KeyFile, new SecretValue(_test.KeyFile)));
        using RecoveryReply recovery = await _test.Vault.Keyslots.MakeRecoveryAsync(request, TestVault.Caller, default);
        using PassphraseRequest passphrase = new(new KeyProof(KeySource.KeyFile, new SecretValue(_test.KeyFile)), SecretValue.FromText("a passphrase"));
        await _test.Vault.Keyslots.ChangePassphraseAsync(passphrase, TestVault.Caller, default);

        await RotateAsync(all: true);

        (KeySource Source, byte[] Key)[] keys = [(KeySource.KeyFile, _test.KeyFile), (KeySource.Passphrase, "a passphrase"u8.ToArray()), (KeySource.Recovery, recovery.Key.Span.ToArray())];
        foreach ((KeySource source, byte[] key) in keys)
        {
            await _test.LockAsync();
            using UnlockRequest unlock = new(source, new SecretValue(key));
            await _test.Vault.UnlockAsync(unlock, TestVault.Caller, default);
            await AllOpensAsync();
        }
        // A lost device key comes back with the new identity too.
        _test.Stop();
        File.Delete(_test.Paths.DeviceKey);
        _test.Restart();
        await _test.UnlockAsync();
        await AllOpensAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_interrupted_goes_on_after_the_next_unlock(bool all)
    {
        // As a kill just after the plan leaves it.
        using (KeyHolder keys = Held())
            await new Rotating(Opened(), keys).BeginAsync(Record(all ? null : SecretScope.Default), static _ => { });
        Assert.NotNull(Records().Environment.FormerPublicKey);
        _test.Restart();
        // Works while locked, with the new pair.
        await _test.SetAsync("between", "locked");

        await _test.UnlockAsync();

        await AllOpensAsync();
        Assert.Equal("locked", await _test.GetAsync("between"));
        for (int i = 0; i < 3000 && Records().Environment.FormerPublicKey is not null; i++)
            await Task.Delay(10);
        Assert.Null(Records().Environment.FormerPublicKey);
        await AllOpensAsync();
        _test.Restart();
        await _test.UnlockAsync();
        await AllOpensAsync();
        Assert.Equal("locked", await _test.GetAsync("between"));
    }

    [Fact]
    public async Task What_was_begun_is_finished_before_anything_new_begins()
    {
        using (KeyHolder keys = Held())
            await new Rotating(Opened(), keys).BeginAsync(Record(SecretScope.Default), static _ => { });

        Assert.Equal(new RotateReply(1, Secrets + 2), await RotateAsync(all: true));

        await AllOpensAsync();
        _test.Restart();
        await _test.UnlockAsync();
        await AllOpensAsync();
        Assert.Empty((await _test.Vault.Keeping.CheckAsync(default)).Damaged);
    }

    [Fact]
    public async Task Others_read_and_write_while_keys_are_rotated()
    {
        using CancellationTokenSource stop = new();
        Task[] others =
        [
            Task.Run(async () =>
            {
                for (int i = 0; !stop.IsCancellationRequested; i++)
                {
                    await _test.SetAsync("busy", $"{i}");
                    Assert.Equal($"{i}", await _test.GetAsync("busy"));
                }
            }),
            Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                    await AllOpensAsync();
            }),
            Task.Run(async () =>
            {
                for (int i = 0; !stop.IsCancellationRequested; i++)
                {
                    await _test.Vault.Scopes.CreateProjectAsync(new ProjectRequest($"project_{i}"), TestVault.Caller);
                    SecretScope scope = new($"project_{i}", "default");
                    using SetRequest set = new([new SetEntry("a", SecretValue.FromText("1"))], scope);
                    await _test.Vault.SetAsync(set, TestVault.Caller, default);
                    Assert.Equal("1", await _test.GetAsync("a", scope));
                    await _test.Vault.Scopes.DeleteProjectAsync(new ProjectRequest($"project_{i}"), TestVault.Caller);
                }
            }),
        ];
        try
        {
            for (int i = 0; i < 4; i++)
                await RotateAsync(all: i % 2 == 0);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(60));
        }
        _test.Restart();
        await _test.UnlockAsync();
        await AllOpensAsync();
        Assert.Empty((await _test.Vault.Keeping.CheckAsync(default)).Damaged);
    }

    [Fact]
    public async Task A_locked_vault_gets_no_new_keys()
    {
        await _test.LockAsync();
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => RotateAsync(all: true))).Code);
        Assert.Equal(ErrorCode.Locked, (await Assert.ThrowsAsync<SecretsException>(() => RotateAsync(all: false))).Code);
    }

    private static Access Record(SecretScope? scope) => new(AccessKind.Rotate, scope, [], TestVault.Caller);

    private Task<RotateReply> RotateAsync(bool all) => _test.Vault.Keeping.RotateAsync(new RotateRequest(null, all), TestVault.Caller, CancellationToken.None);

    private async Task AllOpensAsync()
    {
        using GetReply reply = await _test.Vault.GetAsync(
            new GetRequest([.. Enumerable.Range(2, Secrets - 2).Select(i => $"name_{i}"), "name_0"]), TestVault.Caller, CancellationToken.None);
        Assert.Equal(
            Enumerable.Range(2, Secrets - 2).Select(i => $"value {i}").Append("second"),
            reply.Secrets.Select(secret => System.Text.Encoding.UTF8.GetString(secret.Value.Span)));
    }

    private static string Text(SecretEntry entry) => $"{entry}";

    private (VaultRecord Vault, EnvironmentRecord Environment, VersionRecord[] Versions) Records() => _test.Inside.Store.Read(transaction =>
    {
        ProjectRecord project = transaction.Projects()[0];
        EnvironmentRecord environment = transaction.Environments(project.Id).Single();
        VersionRecord[] versions = [.. transaction.Secrets(environment.Id).SelectMany(secret => transaction.History(secret.Secret.Id)).OrderBy(version => version.Id)];
        return (transaction.Vault()!, environment, versions);
    });

    private global::Secrets.Daemon.Vault.OpenVault Opened() => new(_test.Inside.Store, (DeviceKeys)_test.Inside.Cipher, Records().Vault, _test);

    private KeyHolder Held()
    {
        VaultRecord vault = Records().Vault;
        KeyslotRecord slot = _test.Inside.Store.Read(transaction => transaction.Keyslots().Single());
        KeyHolder keys = new();
        keys.Put(Keyring.Of(Keyslot.Open(slot.Body, _test.KeyFile, vault.VaultId, vault.IdentityPublicKey)!, vault));
        return keys;
    }
}
