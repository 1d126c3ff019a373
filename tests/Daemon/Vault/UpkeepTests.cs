using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Renaming, copying, comparing, and finding what is due.</summary>
public sealed class UpkeepTests
{
    private static readonly SecretScope Prod = new("default", "prod");
    private static readonly SecretScope Other = new("other", "default");

    [Fact]
    public async Task A_rename_keeps_value_history_and_details_and_works_while_locked()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("old", "1");
        await test.SetAsync(false, new SetEntry("old", SecretValue.FromText("2"), "words"));
        await test.GetAsync("old");
        await test.LockAsync();

        await test.Vault.Upkeep.RenameAsync(new RenameRequest("old", "new"), TestVault.Caller);

        SecretEntry entry = Assert.Single(await test.ListAsync());
        Assert.Equal(("new", 2, "words"), (entry.Name, entry.Version, entry.Description));
        Assert.NotNull((await test.DescribeAsync("new")).LastUsedAt);
        Assert.Equal("old,new", string.Join(',', test.Changes.Last().Names));
        test.Restart();
        await test.UnlockAsync();
        Assert.Equal("2", await test.GetAsync("new"));
        await FailsAsync(ErrorCode.NotFound, () => test.GetAsync("old"));
        Assert.Equal([1], (await test.SetAsync("old", "again")).Versions);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_conflict_and_one_that_was_deleted_is_free()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.SetAsync("b", "2");
        await test.SetAsync("staged", "3", stage: true);

        await FailsAsync(ErrorCode.Conflict, () => RenameAsync("a", "b"));
        await FailsAsync(ErrorCode.Conflict, () => RenameAsync("a", "staged"));
        await FailsAsync(ErrorCode.NotFound, () => RenameAsync("none", "x"));
        await FailsAsync(ErrorCode.Invalid, () => RenameAsync("a", "no name"));
        await test.DeleteAsync("b");
        await RenameAsync("a", "b");
        Assert.Equal("1", await test.GetAsync("b"));
        await RenameAsync("b", "a");
        await RenameAsync("a", "a");
        Assert.Equal([1], (await test.SetAsync("b", "new")).Versions);
        test.Inside.Store.Check();

        async Task<bool> RenameAsync(string from, string to)
        {
            await test.Vault.Upkeep.RenameAsync(new RenameRequest(from, to), TestVault.Caller);
            return true;
        }
    }

    [Fact]
    public async Task A_copy_takes_value_and_details_and_a_write_only_one_stays_so()
    {
        using TestVault test = await ThreeScopesAsync();
        DateTimeOffset due = test.Clock.GetUtcNow().AddDays(3);
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1"), "words", ["t"], true, due), new SetEntry("b", SecretValue.FromText("2")));

        await test.Vault.Upkeep.CopyAsync(new CopyRequest(["a", "b"], Other), TestVault.Caller);

        SecretEntry copy = await DescribeAsync(test, "a", Other);
        Assert.Equal((1, "words", true, due, "t"), (copy.Version, copy.Description, copy.WriteOnly, copy.ExpiresAt, copy.Tags!.Single()));
        // Another project has digests of its own.
        Assert.NotEqual((await test.DescribeAsync("a")).Digest, copy.Digest);
        await FailsAsync(ErrorCode.Refused, () => test.GetAsync("a", Other));
        Assert.Equal("1", (await test.ResolveAsync(new RunSelection(Other, ["a"])))["a"]);
        Assert.Equal("2", await test.GetAsync("b", Other));
        Access access = Assert.Single(test.Accesses, access => access.Kind == AccessKind.Copy);
        Assert.Equal(["a", "b"], access.Names);
        Assert.Equal("a,b", string.Join(',', test.Changes.Last().Names));
    }

    [Fact]
    public async Task A_copy_is_all_or_none_and_asks_before_it_replaces()
    {
        using TestVault test = await ThreeScopesAsync();
        await test.SetAsync("a", "1");
        await test.SetAsync("b", "2");
        await test.Vault.Upkeep.CopyAsync(new CopyRequest(["b"], Prod), TestVault.Caller);

        SecretsException taken = await FailsAsync(ErrorCode.Conflict, () => CopyAsync(new CopyRequest(["a", "b"], Prod)));
        Assert.Equal("there already in default/prod: b", taken.Message);
        Assert.Single((await test.Vault.ListAsync(new ListRequest(Prod), TestVault.Caller, default)).Secrets);
        await FailsAsync(ErrorCode.NotFound, () => CopyAsync(new CopyRequest(["a", "none"], Prod, Replace: true)));
        await FailsAsync(ErrorCode.Invalid, () => CopyAsync(new CopyRequest(["a"], SecretScope.Default)));
        await FailsAsync(ErrorCode.Invalid, () => CopyAsync(new CopyRequest(["a", "b"], Prod, NewName: "x")));
        await CopyAsync(new CopyRequest(["a", "b"], Prod, Replace: true));
        Assert.Equal(2, (await DescribeAsync(test, "b", Prod)).Version);
        await CopyAsync(new CopyRequest(["a"], SecretScope.Default, NewName: "twin"));
        Assert.Equal("1", await test.GetAsync("twin"));
        test.LogFailure = new SecretsException(ErrorCode.Failure, "the disk is full");
        await FailsAsync(ErrorCode.Failure, () => CopyAsync(new CopyRequest(["a"], Other)));
        await test.LockAsync();
        await FailsAsync(ErrorCode.Locked, () => CopyAsync(new CopyRequest(["a"], Other)));

        async Task<bool> CopyAsync(CopyRequest request)
        {
            await test.Vault.Upkeep.CopyAsync(request, TestVault.Caller);
            return true;
        }
    }

    [Fact]
    public async Task A_move_leaves_nothing_and_refuses_what_is_staged_or_inherited()
    {
        using TestVault test = await ThreeScopesAsync();
        await test.Vault.Scopes.InheritAsync(new InheritRequest("prod", From: "default"), TestVault.Caller);
        await test.SetAsync("a", "1");
        await test.SetAsync("s", "1");
        await test.SetAsync("s", "2", stage: true);

        await FailsAsync(ErrorCode.Invalid, () => MoveAsync("a", Prod, Other));
        await FailsAsync(ErrorCode.Conflict, () => MoveAsync("s", SecretScope.Default, Other));
        await MoveAsync("a", SecretScope.Default, Other);

        Assert.Equal(["s"], (await test.ListAsync()).Select(entry => entry.Name));
        Assert.Equal("1", await test.GetAsync("a", Other));

        async Task<bool> MoveAsync(string name, SecretScope from, SecretScope to)
        {
            await test.Vault.Upkeep.CopyAsync(new CopyRequest([name], to, from, Move: true), TestVault.Caller);
            return true;
        }
    }

    [Fact]
    public async Task Environments_compare_by_digests_and_projects_by_values()
    {
        using TestVault test = await ThreeScopesAsync();
        foreach (SecretScope scope in new[] { SecretScope.Default, Prod, Other })
        {
            using SetRequest request = new([new SetEntry("same", SecretValue.FromText("x")), new SetEntry("differs", SecretValue.FromText(scope.ToString()))], scope);
            await test.Vault.SetAsync(request, TestVault.Caller, default);
        }
        await test.SetAsync("mine", "1");

        Assert.Equal("differs different, mine only-a, same same", await DiffAsync(test, new DiffSide(), new DiffSide(Other)));
        Assert.Equal("same same", await DiffAsync(test, new DiffSide(), new DiffSide(Prod), "same"));
        await FailsAsync(ErrorCode.NotFound, () => DiffAsync(test, new DiffSide(), new DiffSide(Prod), "none"));
        await test.LockAsync();
        Assert.Equal("differs different, mine only-b, same same", await DiffAsync(test, new DiffSide(Prod), new DiffSide()));
        await FailsAsync(ErrorCode.Locked, () => DiffAsync(test, new DiffSide(), new DiffSide(Other)));
        await test.SetAsync("same", "y");
        await FailsAsync(ErrorCode.Locked, () => DiffAsync(test, new DiffSide(), new DiffSide(Prod)));
        Assert.Empty(test.Accesses);
    }

    [Fact]
    public async Task A_write_only_value_is_compared_by_its_digest_and_never_opened()
    {
        using TestVault test = await ThreeScopesAsync();
        foreach (SecretScope scope in new[] { SecretScope.Default, Prod, Other })
        {
            using SetRequest request = new([new SetEntry("plain", SecretValue.FromText("x")), new SetEntry("sealed", SecretValue.FromText("x"), WriteOnly: scope != Prod)], scope);
            await test.Vault.SetAsync(request, TestVault.Caller, default);
        }

        Assert.Equal("plain same, sealed same", await DiffAsync(test, new DiffSide(), new DiffSide(Prod)));
        Assert.Equal("plain same", await DiffAsync(test, new DiffSide(), new DiffSide(Other), "plain"));
        foreach ((SecretScope a, SecretScope b) in new[] { (SecretScope.Default, Other), (Prod, Other), (Other, Prod) })
        {
            SecretsException refused = await FailsAsync(ErrorCode.Refused, () => DiffAsync(test, new DiffSide(a), new DiffSide(b)));
            Assert.StartsWith("sealed: write-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Versions_compare_and_so_does_what_is_staged()
    {
        using TestVault test = await ThreeScopesAsync();
        foreach (string value in new[] { "1", "2", "1" })
            await test.SetAsync("a", value);

        Assert.Equal("a same", await DiffAsync(test, new DiffSide(Version: 1), new DiffSide(Version: 3), "a"));
        Assert.Equal("a different", await DiffAsync(test, new DiffSide(Version: 2), new DiffSide(), "a"));
        await FailsAsync(ErrorCode.NotFound, () => DiffAsync(test, new DiffSide(Version: 9), new DiffSide(), "a"));
        await FailsAsync(ErrorCode.Invalid, () => DiffAsync(test, new DiffSide(Version: 1), new DiffSide()));
        Assert.Equal("a same", await DiffAsync(test, new DiffSide(), new DiffSide(Staged: true)));
        await test.SetAsync("a", "4", stage: true);
        await test.SetAsync("new", "5", stage: true);
        Assert.Equal("a different, new only-b", await DiffAsync(test, new DiffSide(), new DiffSide(Staged: true)));
    }

    [Fact]
    public async Task What_is_inherited_counts_as_a_run_gets_it()
    {
        using TestVault test = await ThreeScopesAsync();
        await test.SetAsync("a", "1");
        Assert.Equal("a only-a", await DiffAsync(test, new DiffSide(), new DiffSide(Prod)));
        await test.Vault.Scopes.InheritAsync(new InheritRequest("prod", From: "default"), TestVault.Caller);
        Assert.Equal("a same", await DiffAsync(test, new DiffSide(), new DiffSide(Prod)));
    }

    [Fact]
    public async Task What_is_due_is_found_everywhere()
    {
        using TestVault test = await ThreeScopesAsync();
        DateTimeOffset start = test.Clock.GetUtcNow();
        await test.SetAsync(false, new SetEntry("soon", SecretValue.FromText("1"), ExpiresAt: start.AddDays(5)), new SetEntry("plain", SecretValue.FromText("1")));
        using (SetRequest request = new([new SetEntry("far", SecretValue.FromText("1"), ExpiresAt: start.AddDays(500))], Other))
            await test.Vault.SetAsync(request, TestVault.Caller, default);
        await test.LockAsync();

        Assert.Equal("", await DueAsync(new DueRequest(start.AddDays(4))));
        Assert.Equal("default/default/soon due", await DueAsync(new DueRequest(start.AddDays(6))));
        test.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal("default/default/soon expired", await DueAsync(new DueRequest()));
        test.Clock.Advance(TimeSpan.FromDays(494));
        Assert.Equal("default/default/soon expired, other/default/far expired", await DueAsync(new DueRequest()));
        Assert.Equal("other/default/far expired", await DueAsync(new DueRequest(Scope: Other)));
        await test.UnlockAsync();
        await test.GetAsync("plain");
        Assert.Equal("default/default/soon expired+unused, other/default/far expired+unused", await DueAsync(new DueRequest(UnusedSince: start.AddDays(1))));

        async Task<string> DueAsync(DueRequest request)
        {
            DueReply reply = await test.Vault.Upkeep.DueAsync(request);
            return string.Join(", ", reply.Secrets.Select(secret => $"{secret.Scope}/{secret.Name} {string.Join('+', secret.Problems)}"));
        }
    }

    [Fact]
    public async Task Each_of_them_can_be_undone_and_done_again()
    {
        using TestVault test = await ThreeScopesAsync();
        await test.SetAsync("b", "gone");
        await test.DeleteAsync("b");
        await test.SetAsync("a", "1");

        await test.Vault.Upkeep.RenameAsync(new RenameRequest("a", "b"), TestVault.Caller);
        Assert.Equal("rename", (await UndoAsync()).Change);
        Assert.Equal("1", await test.GetAsync("a"));
        Assert.Equal(2, (await test.Vault.Versions.HistoryAsync(new HistoryRequest("b"))).Versions.Count);
        await UndoAsync();
        Assert.Equal("1", await test.GetAsync("b"));
        await test.SetAsync(false, new SetEntry("b", Description: "words"));
        Assert.Equal("edit", (await UndoAsync()).Change);
        Assert.Null((await test.DescribeAsync("b")).Description);
        await test.Vault.Upkeep.CopyAsync(new CopyRequest(["b"], Other, Move: true), TestVault.Caller);
        Assert.Equal("move", (await UndoAsync()).Change);
        Assert.Equal("1", await test.GetAsync("b"));
        await FailsAsync(ErrorCode.NotFound, () => test.GetAsync("b", Other));
        test.Inside.Store.Check();

        Task<UndoReply> UndoAsync() => test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller);
    }

    private static async Task<TestVault> ThreeScopesAsync()
    {
        TestVault test = await TestVault.UnlockedAsync();
        await test.Vault.Scopes.CreateProjectAsync(new ProjectRequest("other"), TestVault.Caller);
        await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest("prod"), TestVault.Caller);
        return test;
    }

    private static Task<SecretEntry> DescribeAsync(TestVault test, string name, SecretScope scope) =>
        test.Vault.DescribeAsync(new DescribeRequest(name, scope), TestVault.Caller, CancellationToken.None);

    private static async Task<string> DiffAsync(TestVault test, DiffSide a, DiffSide b, params string[] names)
    {
        DiffReply reply = await test.Vault.Upkeep.DiffAsync(new DiffRequest(a, b, names.Length == 0 ? null : names));
        return string.Join(", ", reply.Secrets.Select(secret => $"{secret.Name} {secret.Result}"));
    }

    private static async Task<SecretsException> FailsAsync<T>(ErrorCode code, Func<Task<T>> action)
    {
        SecretsException failure = await Assert.ThrowsAsync<SecretsException>(action);
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
