using System.Text;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>The ways to open a vault: any of them will do, and none changes without a key that opens it.</summary>
public sealed class KeyslotTests : IAsyncLifetime
{
    private TestVault _test = null!;

    public async Task InitializeAsync() => _test = await TestVault.UnlockedAsync();

    public Task DisposeAsync()
    {
        _test.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_passphrase_is_added_and_changed_whether_the_vault_is_locked_or_not(bool locked)
    {
        await _test.SetAsync("a", "1");
        if (locked)
            await _test.LockAsync();

        await ChangeAsync(KeyFile(), "first");
        Assert.Equal([KeySource.Passphrase, KeySource.KeyFile], _test.Vault.State.OpensWith);
        await ChangeAsync(Passphrase("first"), "second");

        Assert.Equal(2, Slots().Count);
        Assert.Equal(locked, _test.Vault.State.Locked);
        _test.Restart();
        await RefusedAsync(() => UnlockAsync(Passphrase("first")));
        await PassingTimeAsync(UnlockAsync(Passphrase("second")));
        Assert.Equal("1", await _test.GetAsync("a"));
        await _test.LockAsync();
        await UnlockAsync(KeyFile());
        Assert.Equal("1", await _test.GetAsync("a"));
    }

    [Fact]
    public async Task An_unlocked_vault_is_no_proof()
    {
        byte[] wrong = new byte[32];
        SlotEntry before = Slots().Single();
        Func<Task>[] changes =
        [
            () => ChangeAsync(new KeyProof(KeySource.KeyFile, new SecretValue(wrong)), "mine"),
            () => AddAsync(new KeyProof(KeySource.KeyFile, new SecretValue(wrong)), KeySource.Passphrase, "mine"),
            () => AddAsync(Passphrase("any"), KeySource.Passphrase, "mine"),
            () => RecoverAsync(new KeyProof(KeySource.KeyFile, new SecretValue(wrong))),
            () => RemoveAsync(new KeyProof(KeySource.KeyFile, new SecretValue(wrong)), before.Id),
        ];
        foreach (Func<Task> change in changes)
            await RefusedAsync(change);

        Assert.False(_test.Vault.State.Locked);
        Assert.Equal([before], Slots());
    }

    [Fact]
    public async Task The_last_slot_stays()
    {
        SlotEntry only = Slots().Single();
        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => RemoveAsync(KeyFile(), only.Id))).Code);
        SlotEntry added = await AddAsync(KeyFile(), KeySource.Passphrase, "another", "spare");
        Assert.Equal("spare", added.Label);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => RemoveAsync(KeyFile(), 999))).Code);

        // It may remove itself, as long as another is left.
        await RemoveAsync(KeyFile(), only.Id);

        Assert.Equal([added], Slots());
        Assert.Equal([KeySource.Passphrase], _test.Vault.State.OpensWith);
        await RefusedAsync(() => UnlockAsync(KeyFile()));
        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => RemoveAsync(Passphrase("another"), added.Id))).Code);
        await PassingTimeAsync(UnlockAsync(Passphrase("another")));
    }

    [Fact]
    public async Task A_recovery_key_opens_the_vault_and_can_be_tried_before()
    {
        await _test.SetAsync("a", "1");
        (SlotEntry slot, string key) = await RecoverAsync(KeyFile(), label: "in the safe");
        _test.Restart();

        SlotEntry tried = await TryAsync(Recovery(key.ToLowerInvariant()));

        Assert.Equal(slot, tried);
        Assert.True(_test.Vault.State.Locked);
        Assert.Null(Slots().Single(entry => entry.Id == slot.Id).LastUsedAt);
        DateTimeOffset before = _test.Clock.GetUtcNow();
        await UnlockAsync(Recovery(key));
        Assert.Equal("1", await _test.GetAsync("a"));
        // The clock may move on between the use and the end of the call.
        Assert.InRange(Slots().Single(entry => entry.Id == slot.Id).LastUsedAt!.Value, before, _test.Clock.GetUtcNow());
        Assert.Equal(("in the safe", KeySource.Recovery), (slot.Label, slot.Source));
    }

    [Fact]
    public async Task A_mistake_in_a_recovery_key_is_told_from_a_wrong_one_and_costs_no_delay()
    {
        (_, string key) = await RecoverAsync(KeyFile());
        (_, string other) = await RecoverAsync(KeyFile());
        string mistaken = key[..5] + (key[5] == 'A' ? 'B' : 'A') + key[6..];

        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => TryAsync(Recovery(mistaken)))).Code);
        _ = await TryAsync(Recovery(key));
        await RemoveAsync(Recovery(other), (await TryAsync(Recovery(key))).Id);
        await RefusedAsync(() => TryAsync(Recovery(key)));
        await PassingTimeAsync(TryAsync(Recovery(other)));
    }

    [Fact]
    public async Task A_new_recovery_key_can_take_the_place_of_all_before()
    {
        (_, string first) = await RecoverAsync(KeyFile());
        (SlotEntry kept, _) = await RecoverAsync(KeyFile(), replace: true);

        Assert.Equal([kept.Id], Slots().Where(slot => slot.Source == KeySource.Recovery).Select(slot => slot.Id));
        await RefusedAsync(() => TryAsync(Recovery(first)));
    }

    [Fact]
    public async Task A_forgotten_passphrase_is_replaced_with_another_key_unless_there_are_several()
    {
        await ChangeAsync(KeyFile(), "forgotten");
        await ChangeAsync(KeyFile(), "remembered");
        await RefusedAsync(() => TryAsync(Passphrase("forgotten")));
        await PassingTimeAsync(AddAsync(Passphrase("remembered"), KeySource.Passphrase, "second"));

        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => ChangeAsync(KeyFile(), "third"))).Code);
        await ChangeAsync(Passphrase("second"), "third");

        _ = await TryAsync(Passphrase("remembered"));
        _ = await TryAsync(Passphrase("third"));
    }

    [Theory]
    [InlineData(KeySource.Passphrase, 0, null)]
    [InlineData(KeySource.KeyFile, 31, null)]
    [InlineData(KeySource.Recovery, 66, null)]
    [InlineData((KeySource)9, 32, null)]
    [InlineData(KeySource.Passphrase, 8, "two\nlines")]
    [InlineData(KeySource.Passphrase, 8, "")]
    public async Task What_cannot_be_a_new_key_is_refused(KeySource source, int length, string? label)
    {
        using AddSlotRequest request = new(KeyFile(), source, new SecretValue(length), label);
        Assert.Equal(ErrorCode.Invalid, (await Assert.ThrowsAsync<SecretsException>(() => _test.Vault.Keyslots.AddAsync(request, TestVault.Caller, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task Labels_do_not_stand_in_the_database()
    {
        await AddAsync(KeyFile(), KeySource.Passphrase, "x", "LABEL-CANARY");
        _test.Stop();
        foreach (string file in Directory.GetFiles(_test.Paths.Data))
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("LABEL-CANARY"u8) < 0);
    }

    [Fact]
    public async Task What_opens_the_vault_is_known_without_the_device_key_and_after_a_restart()
    {
        _test.Restart();
        Assert.Equal([KeySource.KeyFile], _test.Vault.State.OpensWith);
        _test.Stop();
        File.Delete(_test.Paths.DeviceKey);
        _test.Restart();
        Assert.Equal([KeySource.KeyFile], _test.Vault.State.OpensWith);
        await _test.UnlockAsync();
    }

    private KeyProof KeyFile() => new(KeySource.KeyFile, new SecretValue(_test.KeyFile));

    private static KeyProof Passphrase(string text) => new(KeySource.Passphrase, SecretValue.FromText(text));

    private static KeyProof Recovery(string text) => new(KeySource.Recovery, SecretValue.FromText(text));

    private IReadOnlyList<SlotEntry> Slots() => _test.Vault.Keyslots.List().Slots;

    private async Task ChangeAsync(KeyProof proof, string passphrase)
    {
        using PassphraseRequest request = new(proof, SecretValue.FromText(passphrase));
        await PassingTimeAsync(_test.Vault.Keyslots.ChangePassphraseAsync(request, TestVault.Caller, CancellationToken.None));
    }

    private async Task<SlotEntry> AddAsync(KeyProof proof, KeySource source, string key, string? label = null)
    {
        using AddSlotRequest request = new(proof, source, SecretValue.FromText(key), label);
        return await PassingTimeAsync(_test.Vault.Keyslots.AddAsync(request, TestVault.Caller, CancellationToken.None));
    }

    private async Task RemoveAsync(KeyProof proof, long id)
    {
        using RemoveSlotRequest request = new(proof, id);
        await PassingTimeAsync(_test.Vault.Keyslots.RemoveAsync(request, TestVault.Caller, CancellationToken.None));
    }

    private async Task<(SlotEntry Slot, string Key)> RecoverAsync(KeyProof proof, bool replace = false, string? label = null)
    {
        using RecoveryRequest request = new(proof, replace, label);
        using RecoveryReply reply = await PassingTimeAsync(_test.Vault.Keyslots.MakeRecoveryAsync(request, TestVault.Caller, CancellationToken.None));
        return (reply.Slot, Encoding.ASCII.GetString(reply.Key.Span));
    }

    private async Task<SlotEntry> TryAsync(KeyProof key)
    {
        using (key)
            return await PassingTimeAsync(_test.Vault.Keyslots.TryAsync(key, TestVault.Caller, CancellationToken.None));
    }

    private async Task UnlockAsync(KeyProof key)
    {
        using UnlockRequest request = new(key.Source, key.Key);
        await PassingTimeAsync(_test.Vault.UnlockAsync(request, TestVault.Caller, CancellationToken.None));
    }

    private static async Task RefusedAsync(Func<Task> call) =>
        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(call)).Code);

    /// <summary>Lets the clock run, so that the delay after a wrong key passes.</summary>
    private async Task PassingTimeAsync(Task call)
    {
        for (int i = 0; i < 3000 && !call.IsCompleted; i++)
        {
            _test.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(call, Task.Delay(10));
        }
        await call.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<T> PassingTimeAsync<T>(Task<T> call)
    {
        await PassingTimeAsync((Task)call);
        return await call;
    }
}
