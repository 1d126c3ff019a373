using Secrets.Daemon.Store;
using Secrets.Daemon.Vault;
using Secrets.Daemon.Vault.Keys;
using Secrets.Daemon.Vault.Records;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>The last change of an environment, whatever it was, is taken back and done again.</summary>
public sealed class UndoTests
{
    [Theory]
    [InlineData("set")]
    [InlineData("set --stage")]
    [InlineData("delete")]
    [InlineData("unset --stage")]
    [InlineData("import")]
    [InlineData("rollback")]
    [InlineData("deploy")]
    [InlineData("discard")]
    [InlineData("edit")]
    [InlineData("rename")]
    [InlineData("rename over a deleted one")]
    [InlineData("move")]
    public async Task Any_change_is_undone_and_redone_while_locked(string change)
    {
        using TestVault test = await FilledAsync();
        string before = await StateAsync(test);
        await DoAsync(test, change);
        string after = await StateAsync(test);
        Assert.NotEqual(before, after);
        await test.LockAsync();

        UndoReply undone = await UndoAsync(test);
        await test.UnlockAsync();
        Assert.Equal(before, await StateAsync(test));
        await test.LockAsync();
        UndoReply redone = await UndoAsync(test);
        await test.UnlockAsync();
        Assert.Equal(after, await StateAsync(test));
        UndoReply again = await UndoAsync(test);
        Assert.Equal(before, await StateAsync(test));

        string word = change.Split(' ')[0].Replace("unset", "delete", StringComparison.Ordinal);
        Assert.Equal([(word, false), (word, true), (word, false)], new[] { undone, redone, again }.Select(reply => (reply.Change, reply.Redone)));
    }

    [Fact]
    public async Task It_says_what_it_undid_and_how_each_secret_stands_now()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("b", "1");
        DateTimeOffset then = test.Clock.GetUtcNow();
        await test.SetAsync(false, new SetEntry("b", SecretValue.FromText("2")), new SetEntry("a", SecretValue.FromText("2")));
        test.Clock.Advance(TimeSpan.FromMinutes(2));
        test.Changes.Clear();

        UndoReply reply = await UndoAsync(test);

        Assert.Equal(("set", false, then), (reply.Change, reply.Redone, reply.At));
        Assert.Equal([new UndoneSecret("a", SecretScope.Default, "deleted", 0), new UndoneSecret("b", SecretScope.Default, "live", 1)], reply.Secrets);
        Assert.Equal(["a", "b"], Assert.Single(test.Changes).Names);
        Assert.Equal(["b"], (await test.ListAsync()).Select(entry => entry.Name));
        Assert.Equal([2, 3], (await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("3")), new SetEntry("b", SecretValue.FromText("3")))).Versions);
    }

    [Fact]
    public async Task A_failed_change_is_none_and_a_look_is_none()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => UndoAsync(test))).Code);
        await test.SetAsync("a", "1");
        await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, new SetEntry("b", SecretValue.FromText("1")), new SetEntry("a", SecretValue.FromText("2"), ExpectedVersion: 0)));
        await test.GetAsync("a");
        await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);

        await UndoAsync(test);

        Assert.Empty(await test.ListAsync());
    }

    [Fact]
    public async Task Each_environment_has_a_last_change_of_its_own()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        SecretScope dev = new("default", "dev");
        await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest("dev"), TestVault.Caller);
        await test.SetAsync("a", "1");
        using (SetRequest request = new([new SetEntry("a", SecretValue.FromText("2"))], dev))
            await test.Vault.SetAsync(request, TestVault.Caller, CancellationToken.None);

        await UndoAsync(test);

        Assert.Empty(await test.ListAsync());
        Assert.Equal("2", await test.GetAsync("a", dev));
        await test.Vault.Scopes.DeleteEnvironmentAsync(new EnvironmentRequest("dev"), TestVault.Caller);
        test.Inside.Store.Check();
    }

    [Fact]
    public async Task Of_two_environments_that_one_change_touched_either_takes_it_back_whole()
    {
        using TestVault test = await FilledAsync();
        string before = await StateAsync(test);
        await DoAsync(test, "move");

        UndoReply reply = await test.Vault.Versions.UndoAsync(new UndoRequest(new SecretScope("default", "dev")), TestVault.Caller);

        Assert.Equal(["default", "dev"], reply.Secrets.Select(secret => secret.Scope.Environment).Order());
        Assert.Equal(before, await StateAsync(test));
        Assert.True((await UndoAsync(test)).Redone);
    }

    [Fact]
    public async Task What_moved_on_unrecorded_is_a_conflict_and_stays()
    {
        using TestVault test = await FilledAsync();
        await test.SetAsync("a", "x");
        DeviceKeys device = (DeviceKeys)test.Inside.Cipher;
        await test.Inside.Store.WriteAsync(transaction =>
        {
            SecretRecord secret = Record(transaction, device, "a");
            return transaction.Update(secret with { Live = 1 });
        });
        string before = await StateAsync(test);

        Assert.Equal(ErrorCode.Conflict, (await Assert.ThrowsAsync<SecretsException>(() => UndoAsync(test))).Code);

        Assert.Equal(before, await StateAsync(test));
    }

    [Fact]
    public async Task The_write_only_mark_is_not_undone()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "x");
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("x"), WriteOnly: true));
        await UndoAsync(test);
        Assert.Equal((1, true), ((await test.DescribeAsync("a")).Version, (await test.DescribeAsync("a")).WriteOnly));

        await test.SetAsync("b", "y");
        await DescribeAnewAsync(test, "b", body => body with { WriteOnly = true, Description = "marked" });
        await UndoAsync(test);
        Assert.Equal((null, true), ((await test.DescribeAsync("b")).Description, (await test.DescribeAsync("b")).WriteOnly));

        await test.SetAsync(false, new SetEntry("b", SecretValue.FromText("z"), WriteOnly: false));
        await UndoAsync(test);
        await UndoAsync(test);
        Assert.Equal("z", await test.GetAsync("b"));
    }

    [Fact]
    public async Task A_large_change_is_undone_as_a_whole()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        SetEntry[] many = [.. Enumerable.Range(0, 300).Select(i => new SetEntry($"n{i}", SecretValue.FromText($"{i}")))];
        await test.SetAsync(false, many);
        await test.DeleteAsync([.. many.Select(entry => entry.Name)]);

        Assert.Equal(300, (await UndoAsync(test)).Secrets.Count);

        Assert.Equal("299", await test.GetAsync("n299"));
        Assert.Equal(300, (await test.ListAsync()).Count);
    }

    private static async Task<TestVault> FilledAsync()
    {
        TestVault test = await TestVault.UnlockedAsync();
        await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest("dev"), TestVault.Caller);
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("a1"), "first"), new SetEntry("b", SecretValue.FromText("b1")));
        await test.SetAsync("a", "a2");
        await test.SetAsync("gone", "g1");
        await test.DeleteAsync("gone");
        await test.SetAsync("b", "b2", stage: true);
        return test;
    }

    private static async Task DoAsync(TestVault test, string change)
    {
        switch (change)
        {
            case "set":
            case "set --stage":
                await test.SetAsync(change == "set --stage", new SetEntry("a", SecretValue.FromText("a3"), "third"), new SetEntry("c", SecretValue.FromText("c1")));
                break;
            case "import":
                using (SetRequest request = new([new SetEntry("a", SecretValue.FromText("a3")), new SetEntry("d", SecretValue.FromText("d1"))]) { IsImport = true })
                    await test.Vault.SetAsync(request, TestVault.Caller, CancellationToken.None);
                break;
            case "delete":
                await test.DeleteAsync("a", "b");
                break;
            case "unset --stage":
                await test.Vault.DeleteAsync(new DeleteRequest(["a"], Stage: true), TestVault.Caller, CancellationToken.None);
                break;
            case "rollback":
                await test.Vault.Versions.RollbackAsync(new RollbackRequest("a", 1), TestVault.Caller);
                break;
            case "deploy":
                await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);
                break;
            case "discard":
                await test.Vault.Versions.DiscardAsync(new StagingRequest(), TestVault.Caller);
                break;
            case "edit":
                await DescribeAnewAsync(test, "a", body => body with { Description = "edited", Tags = ["t"] });
                break;
            case "rename":
                await WriteAsync(test, ChangeKind.Rename, (transaction, device) => Rename(transaction, device, "renamed"));
                break;
            case "rename over a deleted one":
                await WriteAsync(test, ChangeKind.Rename, (transaction, device) =>
                {
                    SecretRecord deleted = Record(transaction, device, "gone");
                    transaction.Update(deleted with { NameHash = device.NameHash(RecordKind.Secret, deleted.EnvironmentId, "gone\n") });
                    Rename(transaction, device, "gone");
                });
                break;
            case "move":
                await WriteAsync(test, ChangeKind.Move, (transaction, device) =>
                {
                    EnvironmentRecord dev = new ScopeNames(transaction, device).Environment(new ScopeNames(transaction, device).Project(null), "dev");
                    SecretHead.Find(transaction, device, ScopeRecords.Find(transaction, device, null).Environment, "a").Bury(transaction, DateTimeOffset.UnixEpoch);
                    SecretRecord target = SecretHead.Find(transaction, device, dev, "a").Advance(transaction, device, DateTimeOffset.UnixEpoch, stage: false);
                    transaction.InsertTombstone(new VersionRecord(transaction.NewId(), target.Id, target.Last, VersionKind.Tombstone, [], [], null, DateTimeOffset.UnixEpoch));
                });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    private static void Rename(WriteTransaction transaction, DeviceKeys device, string to)
    {
        SecretRecord secret = Record(transaction, device, "a");
        NamedBody body = NamedBody.Open(device, RecordKind.Secret, secret.Id, secret.Body) with { Name = to };
        transaction.Update(secret with { NameHash = device.NameHash(RecordKind.Secret, secret.EnvironmentId, to), Body = body.Seal(device, RecordKind.Secret, secret.Id) });
    }

    private static Task DescribeAnewAsync(TestVault test, string name, Func<VersionBody, VersionBody> edit) => WriteAsync(test, ChangeKind.Edit, (transaction, device) =>
    {
        SecretRecord secret = Record(transaction, device, name);
        VersionRecord version = transaction.Version(secret.Id, secret.Live!.Value)!;
        transaction.Update(version with { Body = edit(VersionBody.Open(device, version)).Seal(device, version.Id) });
    });

    private static Task WriteAsync(TestVault test, ChangeKind kind, Action<WriteTransaction, DeviceKeys> unit)
    {
        DeviceKeys device = (DeviceKeys)test.Inside.Cipher;
        return test.Inside.Store.WriteAsync(transaction => ChangeLog.Write(device, transaction, (kind, false, test.Clock.GetUtcNow()), _ =>
        {
            unit(transaction, device);
            return true;
        }));
    }

    private static SecretRecord Record(ReadTransaction transaction, DeviceKeys device, string name)
    {
        ScopeRecords scope = ScopeRecords.Find(transaction, device, null);
        return transaction.Secret(scope.Environment.Id, device.NameHash(RecordKind.Secret, scope.Environment.Id, name))!;
    }

    private static Task<UndoReply> UndoAsync(TestVault test) => test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller);

    private static async Task<int> LiveVersionsAsync(TestVault test, string name, SecretScope scope)
    {
        try
        {
            // The history goes with the name; versions that are not live any more may be more than before.
            return (await test.Vault.Versions.HistoryAsync(new HistoryRequest(name, scope))).Versions.FirstOrDefault(static version => version.Live)?.Version ?? 0;
        }
        catch (SecretsException exception) when (exception.Code == ErrorCode.NotFound)
        {
            return 0;
        }
    }

    /// <summary>Everything that a person can see of both environments, values included.</summary>
    private static async Task<string> StateAsync(TestVault test)
    {
        List<string> state = [];
        foreach (string environment in new[] { "default", "dev" })
        {
            SecretScope scope = new("default", environment);
            foreach (SecretEntry entry in (await test.Vault.ListAsync(new ListRequest(scope), TestVault.Caller, CancellationToken.None)).Secrets)
                state.Add($"{environment}/{entry with { Tags = null }} {string.Join(',', entry.Tags ?? [])} {(entry.Version > 0 ? await test.GetAsync(entry.Name, scope) : "")}");
            foreach (string name in new[] { "a", "b", "gone", "renamed" })
                state.Add($"{environment}/{name}: {(await test.Vault.Scopes.ExplainAsync(new DescribeRequest(name, scope))).Chain[0].Status switch { "none" => "deleted", var status => status }} {await LiveVersionsAsync(test, name, scope)}");
        }
        return string.Join('\n', state);
    }
}
