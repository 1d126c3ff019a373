using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Projects and environments: made, renamed, deleted, and inheriting from each other.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task A_project_comes_with_an_environment_and_keeps_its_secrets_under_a_new_name()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.Vault.Scopes.CreateProjectAsync(new ProjectRequest("llm"), TestVault.Caller);
        await SetAsync(test, new SecretScope("llm", "default"), "a", "1");

        await test.Vault.Scopes.RenameProjectAsync(new RenameProjectRequest("llm", "ml"), TestVault.Caller);

        Assert.Equal("1", await test.GetAsync("a", new SecretScope("ml", "default")));
        await FailsAsync(ErrorCode.NotFound, "no project named llm", () => test.GetAsync("a", new SecretScope("llm", "default")));
        Assert.Equal(["default: default", "ml: default"], await ProjectsAsync(test));
    }

    [Fact]
    public async Task An_environment_keeps_its_secrets_and_its_heirs_under_a_new_name()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await CreateAsync(test, "base");
        await CreateAsync(test, "dev", "base");
        await SetAsync(test, Of("base"), "a", "1");

        await test.Vault.Scopes.RenameEnvironmentAsync(new RenameEnvironmentRequest("base", "common"), TestVault.Caller);

        Assert.Equal("1", await test.GetAsync("a", Of("dev")));
        Assert.Equal(["common < -: 1", "default < -: 0", "dev < common: 0"], await EnvironmentsAsync(test));
    }

    [Fact]
    public async Task What_is_made_while_locked_works_after_the_unlock_and_after_a_restart()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.LockAsync();
        await CreateAsync(test, "dev", "default");
        await SetAsync(test, Of("dev"), "a", "1");
        await test.SetAsync("b", "2");
        test.Restart();
        await test.UnlockAsync();

        Assert.Equal(("1", "2"), (await test.GetAsync("a", Of("dev")), await test.GetAsync("b", Of("dev"))));
    }

    [Fact]
    public async Task A_deleted_environment_leaves_nothing_behind_and_its_name_begins_anew()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await CreateAsync(test, "dev", "default");
        for (int i = 0; i < 3; i++)
            await SetAsync(test, Of("dev"), "a", $"{i}");
        await SetAsync(test, Of("dev"), "gone", "1");
        await test.Vault.DeleteAsync(new DeleteRequest(["gone"], Of("dev")), TestVault.Caller, CancellationToken.None);

        await test.Vault.Scopes.DeleteEnvironmentAsync(new EnvironmentRequest("dev"), TestVault.Caller);

        test.Inside.Store.Check();
        Assert.Equal(0, test.Tamper("DELETE FROM ciphertext"));
        await FailsAsync(ErrorCode.NotFound, "no environment named dev in the project default", () => test.GetAsync("a", Of("dev")));
        await CreateAsync(test, "dev");
        await SetAsync(test, Of("dev"), "a", "new");
        Assert.Equal(1, (await test.Vault.DescribeAsync(new DescribeRequest("a", Of("dev")), TestVault.Caller, CancellationToken.None)).Version);
    }

    [Fact]
    public async Task A_deleted_project_goes_with_every_environment_whatever_inherits_from_what()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.Vault.Scopes.CreateProjectAsync(new ProjectRequest("llm"), TestVault.Caller);
        foreach ((string name, string from) in new[] { ("a", "default"), ("b", "a"), ("c", "a") })
            await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest(name, "llm", from), TestVault.Caller);
        await SetAsync(test, new SecretScope("llm", "b"), "x", "1");
        await test.SetAsync("kept", "2");

        await test.Vault.Scopes.DeleteProjectAsync(new ProjectRequest("llm"), TestVault.Caller);

        test.Inside.Store.Check();
        Assert.Equal(["default: default"], await ProjectsAsync(test));
        Assert.Equal("2", await test.GetAsync("kept"));
    }

    [Fact]
    public async Task What_would_break_something_is_refused_and_changes_nothing()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        IScopes scopes = test.Vault.Scopes;
        await CreateAsync(test, "base");
        await CreateAsync(test, "dev", "base");
        string[] before = await EnvironmentsAsync(test);

        await FailsAsync(ErrorCode.Conflict, "dev inherits from base", () => scopes.DeleteEnvironmentAsync(new EnvironmentRequest("base"), TestVault.Caller));
        await FailsAsync(ErrorCode.Invalid, "inherit from itself", () => scopes.InheritAsync(new InheritRequest("base", "dev"), TestVault.Caller));
        await FailsAsync(ErrorCode.Invalid, "inherit from itself", () => scopes.InheritAsync(new InheritRequest("dev", "dev"), TestVault.Caller));
        await FailsAsync(ErrorCode.Conflict, "there is an environment named dev", () => CreateAsync(test, "dev"));
        await FailsAsync(ErrorCode.Conflict, "there is an environment named base", () => scopes.RenameEnvironmentAsync(new RenameEnvironmentRequest("dev", "base"), TestVault.Caller));
        await FailsAsync(ErrorCode.NotFound, "no environment named none", () => CreateAsync(test, "new", "none"));
        await FailsAsync(ErrorCode.NotFound, "no project named none", () => scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest("x", "none"), TestVault.Caller));
        await FailsAsync(ErrorCode.Invalid, "is no environment name", () => CreateAsync(test, "a/b"));
        await FailsAsync(ErrorCode.Conflict, "default is the last project", () => scopes.DeleteProjectAsync(new ProjectRequest("default"), TestVault.Caller));
        await FailsAsync(ErrorCode.Conflict, "there is a project named default", () => scopes.CreateProjectAsync(new ProjectRequest("default"), TestVault.Caller));

        Assert.Equal(before, await EnvironmentsAsync(test));
        await scopes.DeleteEnvironmentAsync(new EnvironmentRequest("dev"), TestVault.Caller);
        await scopes.DeleteEnvironmentAsync(new EnvironmentRequest("base"), TestVault.Caller);
        await FailsAsync(ErrorCode.Conflict, "default is the last environment", () => scopes.DeleteEnvironmentAsync(new EnvironmentRequest("default"), TestVault.Caller));
    }

    [Fact]
    public async Task A_chain_has_an_end()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await CreateAsync(test, "e1");
        for (int i = 2; i <= Inheritance.LongestChain; i++)
            await CreateAsync(test, $"e{i}", $"e{i - 1}");

        await FailsAsync(ErrorCode.Invalid, "a chain of more than 32", () => CreateAsync(test, "more", $"e{Inheritance.LongestChain}"));
        await FailsAsync(ErrorCode.Invalid, "a chain of more than 32", () => test.Vault.Scopes.InheritAsync(new InheritRequest("e1", "default"), TestVault.Caller));
        await SetAsync(test, Of("e1"), "a", "1");
        Assert.Equal("1", await test.GetAsync("a", Of($"e{Inheritance.LongestChain}")));
    }

    [Fact]
    public async Task Inheritance_begins_and_ends_with_a_word()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await CreateAsync(test, "dev");
        await test.SetAsync("a", "1");
        await FailsAsync(ErrorCode.NotFound, "no secret named a", () => test.GetAsync("a", Of("dev")));

        await test.Vault.Scopes.InheritAsync(new InheritRequest("dev", "default"), TestVault.Caller);
        Assert.Equal("1", await test.GetAsync("a", Of("dev")));

        await test.Vault.Scopes.InheritAsync(new InheritRequest("dev"), TestVault.Caller);
        await FailsAsync(ErrorCode.NotFound, "no secret named a", () => test.GetAsync("a", Of("dev")));
    }

    [Fact]
    public async Task An_explanation_names_the_environment_that_counts_and_all_that_were_asked()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await CreateAsync(test, "base");
        await CreateAsync(test, "dev", "base");
        await CreateAsync(test, "mine", "dev");
        await SetAsync(test, Of("base"), "a", "1");
        await SetAsync(test, Of("base"), "a", "2");
        await SetAsync(test, Of("dev"), "a", "3");
        await test.Vault.DeleteAsync(new DeleteRequest(["a"], Of("dev")), TestVault.Caller, CancellationToken.None);

        ExplainReply reply = await test.Vault.Scopes.ExplainAsync(new DescribeRequest("a", Of("mine")));

        Assert.Equal(("base", 2), (reply.Environment, reply.Secret!.Version));
        Assert.Equal([new ExplainStep("mine", "none", 0), new ExplainStep("dev", "deleted", 0), new ExplainStep("base", "live", 2)], reply.Chain);
        Assert.Equal((null, null), ((await test.Vault.Scopes.ExplainAsync(new DescribeRequest("b"))).Secret, (await test.Vault.Scopes.ExplainAsync(new DescribeRequest("b"))).Environment));
    }

    [Fact]
    public async Task A_missing_scope_says_what_makes_it()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.Vault.Scopes.CreateProjectAsync(new ProjectRequest("llm"), TestVault.Caller);

        Assert.Equal("secrets project create x", (await Assert.ThrowsAsync<SecretsException>(() => SetAsync(test, new SecretScope("x", "y"), "a", "1"))).Hint);
        Assert.Equal("secrets environment create y -p llm", (await Assert.ThrowsAsync<SecretsException>(() => SetAsync(test, new SecretScope("llm", "y"), "a", "1"))).Hint);
        Assert.Equal("secrets environment create y", (await Assert.ThrowsAsync<SecretsException>(() => SetAsync(test, Of("y"), "a", "1"))).Hint);
    }

    private static SecretScope Of(string environment) => new("default", environment);

    private static Task CreateAsync(TestVault test, string name, string? inherits = null) =>
        test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest(name, null, inherits), TestVault.Caller);

    private static async Task SetAsync(TestVault test, SecretScope scope, string name, string value)
    {
        using SetRequest request = new([new SetEntry(name, SecretValue.FromText(value))], scope);
        await test.Vault.SetAsync(request, TestVault.Caller, CancellationToken.None);
    }

    private static async Task<string[]> ProjectsAsync(TestVault test) =>
        [.. (await test.Vault.Scopes.ListProjectsAsync()).Projects.Select(project => $"{project.Name}: {string.Join(", ", project.Environments)}")];

    private static async Task<string[]> EnvironmentsAsync(TestVault test) =>
    [
        .. (await test.Vault.Scopes.ListEnvironmentsAsync(new EnvironmentListRequest())).Environments
            .Select(environment => $"{environment.Name} < {environment.Inherits ?? "-"}: {environment.Secrets}"),
    ];

    private static async Task FailsAsync(ErrorCode code, string message, Func<Task> call)
    {
        SecretsException error = await Assert.ThrowsAsync<SecretsException>(call);
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
