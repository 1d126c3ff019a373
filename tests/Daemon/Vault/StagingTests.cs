using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>What waits for a deploy.</summary>
public sealed class StagingTests
{
    [Fact]
    public async Task The_list_tells_live_staged_both_and_a_removal_apart()
    {
        using TestVault test = await FilledAsync();

        Assert.Equal(["both live+staged 1", "leaving live+removal 1", "live live 1", "new staged 0"], await ListAsync(test));
    }

    [Fact]
    public async Task Nobody_gets_what_is_staged()
    {
        using TestVault test = await FilledAsync();

        Dictionary<string, string> expected = new() { ["both"] = "old", ["leaving"] = "old", ["live"] = "old" };
        Assert.Equal(expected, await test.ResolveAsync(new RunSelection(SecretScope.Default, [], static names => names)));
        foreach ((string name, string value) in expected)
            Assert.Equal(value, await test.GetAsync(name));
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("new"))).Code);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.ResolveAsync(new RunSelection(SecretScope.Default, ["new"])))).Code);
    }

    [Fact]
    public async Task A_deploy_makes_all_of_it_live_and_works_while_locked()
    {
        using TestVault test = await FilledAsync();
        await test.LockAsync();

        StagingReply reply = await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);

        Assert.Equal([new StagedSecret("both", 2, Replaces: 1), new StagedSecret("leaving", 2, Removal: true, Replaces: 1), new StagedSecret("new", 1)], reply.Secrets);
        Assert.Equal(["both live 2", "live live 1", "new live 1"], await ListAsync(test));
        await test.UnlockAsync();
        Assert.Equal(("new", "new", "old"), (await test.GetAsync("both"), await test.GetAsync("new"), await test.GetAsync("live")));
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("leaving"))).Code);
        Assert.Empty((await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller)).Secrets);
    }

    [Fact]
    public async Task A_discard_leaves_what_is_live()
    {
        using TestVault test = await FilledAsync();

        StagingReply reply = await test.Vault.Versions.DiscardAsync(new StagingRequest(), TestVault.Caller);

        Assert.Equal(["both", "leaving", "new"], reply.Secrets.Select(secret => secret.Name));
        Assert.Equal(["both live 1", "leaving live 1", "live live 1"], await ListAsync(test));
        Assert.Equal([2], (await test.SetAsync("new", "second")).Versions);
    }

    [Fact]
    public async Task Names_choose_and_one_that_is_not_staged_stops_all()
    {
        using TestVault test = await FilledAsync();
        string[] before = await ListAsync(test);

        foreach (Func<StagingRequest, Task<StagingReply>> call in new Func<StagingRequest, Task<StagingReply>>[] { request => test.Vault.Versions.DeployAsync(request, TestVault.Caller), request => test.Vault.Versions.DiscardAsync(request, TestVault.Caller) })
        {
            SecretsException error = await Assert.ThrowsAsync<SecretsException>(() => call(new StagingRequest(["both", "live", "absent"])));
            Assert.Equal((ErrorCode.NotFound, "nothing is staged for absent, live in default/default"), (error.Code, error.Message));
        }
        Assert.Equal(before, await ListAsync(test));

        await test.Vault.Versions.DeployAsync(new StagingRequest(["both"]), TestVault.Caller);
        await test.Vault.Versions.DiscardAsync(new StagingRequest(["leaving"]), TestVault.Caller);
        Assert.Equal(["both live 2", "leaving live 1", "live live 1", "new staged 0"], await ListAsync(test));
    }

    [Fact]
    public async Task A_staged_removal_of_what_is_only_staged_ends_the_staging()
    {
        using TestVault test = await FilledAsync();

        await UnstageAsync(test, "new");
        await UnstageAsync(test, "leaving");

        Assert.Equal(["both live+staged 1", "leaving live+removal 1", "live live 1"], await ListAsync(test));
        Assert.Equal(2, (await test.Vault.Versions.HistoryAsync(new HistoryRequest("leaving"))).Versions.Count);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => UnstageAsync(test, "new"))).Code);
    }

    [Fact]
    public async Task A_new_value_takes_a_staged_removal_s_place()
    {
        using TestVault test = await FilledAsync();

        await test.SetAsync("leaving", "new", stage: true);

        Assert.Contains("leaving live+staged 1", await ListAsync(test));
        await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);
        Assert.Equal("new", await test.GetAsync("leaving"));
    }

    [Fact]
    public async Task Subscribers_are_told_what_was_deployed_and_nothing_where_nothing_was()
    {
        using TestVault test = await FilledAsync();
        test.Changes.Clear();

        await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);
        await test.Vault.Versions.DeployAsync(new StagingRequest(), TestVault.Caller);
        await test.Vault.Versions.DiscardAsync(new StagingRequest(), TestVault.Caller);

        Assert.Equal(["both", "leaving", "new"], Assert.Single(test.Changes).Names);
    }

    private static async Task<TestVault> FilledAsync()
    {
        TestVault test = await TestVault.UnlockedAsync();
        foreach (string name in new[] { "live", "both", "leaving" })
            await test.SetAsync(name, "old");
        await test.SetAsync(true, new SetEntry("both", SecretValue.FromText("new")), new SetEntry("new", SecretValue.FromText("new")));
        await UnstageAsync(test, "leaving");
        return test;
    }

    private static Task UnstageAsync(TestVault test, string name) =>
        test.Vault.DeleteAsync(new DeleteRequest([name], Stage: true), TestVault.Caller, CancellationToken.None);

    private static async Task<string[]> ListAsync(TestVault test) => [.. (await test.ListAsync()).Select(entry => $"{entry.Name} {entry.Status} {entry.Version}")];
}
