using System.Text;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Secrets that refer to other secrets, where they are marked as templates.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("user:${{ secrets.b }}@host", "user:B@host")]
    [InlineData("${{secrets.b}}", "B")]
    [InlineData("${{\n\tsecrets.b }}${{ secrets.c }}", "BC")]
    [InlineData("$${{ secrets.b }}", "${{ secrets.b }}")]
    [InlineData("$$${{ secrets.b }}", "$${{ secrets.b }}")]
    [InlineData("{{ secrets.b }} ${{ env.b }} ${secrets.b} ${{", "{{ secrets.b }} ${{ env.b }} ${secrets.b} ${{")]
    [InlineData("", "")]
    public async Task A_run_gets_the_values_in_the_places_of_their_names(string text, string expected)
    {
        using TestVault test = await WithAsync(("b", "B"), ("c", "C"));
        await test.SetAsync(false, Template("a", text));
        test.Restart();
        await test.UnlockAsync();

        Assert.Equal(expected, (await test.ResolveAsync(Run("a")))["a"]);
        Assert.Equal(expected, await ResolvedAsync(test, "a"));
        Assert.Equal(text, await test.GetAsync("a"));
    }

    [Fact]
    public async Task Without_the_mark_every_text_is_itself()
    {
        using TestVault test = await WithAsync(("b", "B"), ("a", "${{ secrets.b }} ${{ secrets.nowhere"));
        Assert.Equal("${{ secrets.b }} ${{ secrets.nowhere", (await test.ResolveAsync(Run("a")))["a"]);
        Assert.Null((await test.DescribeAsync("a")).References);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_pass_through_a_template()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("b", new SecretValue([0, 0xff])), new SetEntry("a", new SecretValue([0xfe, .. "${{ secrets.b }}"u8, 0]), Template: true));
        using GetReply reply = await test.Vault.GetAsync(new GetRequest(["a"], Resolved: true), TestVault.Caller, CancellationToken.None);
        Assert.Equal([0xfe, 0, 0xff, 0], reply.Secrets.Single().Value.Span.ToArray());
    }

    [Fact]
    public async Task Templates_of_templates_are_resolved_once_each_and_a_run_knows_all_that_it_uses()
    {
        using TestVault test = await WithAsync(("d", "D"));
        await test.SetAsync(false, Template("a", "${{ secrets.b }}${{ secrets.c }}"), Template("b", "b${{ secrets.d }}"), Template("c", "c${{ secrets.b }}"));
        test.Accesses.Clear();

        Dictionary<string, string> values = await test.ResolveAsync(Run("a"));

        Assert.Equal(new Dictionary<string, string> { ["a"] = "bDcbD", ["b"] = "bD", ["c"] = "cbD", ["d"] = "D" }, values);
        Access access = Assert.Single(test.Accesses);
        Assert.Equal(["a", "b", "c", "d"], access.Names.Order());
        Assert.Equal(4, access.Secrets.Count);
        Assert.Equal(["a", "b", "c", "d"], test.Vault.FindForRun(Run("a")).Select(source => source.Name));
    }

    [Theory]
    [InlineData("a", "a -> a", "a=${{ secrets.a }}")]
    [InlineData("a", "b -> c -> b", "a=${{ secrets.b }}", "b=${{ secrets.c }}", "c=${{ secrets.b }}hunter2")]
    public async Task A_cycle_is_told_by_its_chain_before_anything_is_opened(string name, string chain, params string[] templates)
    {
        using TestVault test = await TestVault.UnlockedAsync();
        foreach (string template in templates)
            await test.SetAsync(false, Template(template[..1], template[2..]));
        test.Accesses.Clear();

        foreach (Func<Task> use in new Func<Task>[] { () => test.ResolveAsync(Run(name)), () => ResolvedAsync(test, name) })
        {
            SecretsException refused = await Assert.ThrowsAsync<SecretsException>(use);
            Assert.Equal((ErrorCode.Invalid, $"a template leads to itself: {chain}"), (refused.Code, refused.Message));
        }
        Assert.Empty(test.Accesses);
        Assert.StartsWith("${{", await test.GetAsync(name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_missing_name_is_told_with_the_way_to_it()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, Template("a", "${{ secrets.b }}${{ secrets.x }}"), Template("b", "${{ secrets.y }}"));
        SecretsException missing = await Assert.ThrowsAsync<SecretsException>(() => test.ResolveAsync(Run("a")));
        Assert.Equal((ErrorCode.NotFound, "no secret named x, y in default/default"), (missing.Code, missing.Message));
        Assert.Equal("referred to by a template: a -> x, a -> b -> y", missing.Hint);
    }

    [Fact]
    public async Task Templates_nest_as_deep_as_anybody_needs_and_grow_no_longer_than_a_value()
    {
        using TestVault test = await WithAsync(("n0", new string('x', 1024)));
        for (int i = 1; i <= 40; i++)
            await test.SetAsync(false, Template($"n{i}", i <= 12 ? $"${{{{ secrets.n{i - 1} }}}}${{{{ secrets.n{i - 1} }}}}" : $"${{{{ secrets.n{i - 1} }}}}"));

        Assert.Equal(1 << 20, (await ResolvedAsync(test, "n10")).Length);
        SecretsException long1 = await Assert.ThrowsAsync<SecretsException>(() => ResolvedAsync(test, "n11"));
        Assert.Equal("n11 grows longer than 1048576 bytes with the secrets that it refers to", long1.Message);
        SecretsException deep = await Assert.ThrowsAsync<SecretsException>(() => ResolvedAsync(test, "n40"));
        Assert.StartsWith("templates nest more than 32 deep: n40 -> n39 -> ", deep.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2 ${{ secrets.b", "the value of a opens a reference and never closes it")]
    [InlineData("hunter2 ${{ secrets.b c }}", "the value of a has a reference that names no secret")]
    [InlineData("hunter2 ${{ secrets. }}", "the value of a has a reference that names no secret")]
    public async Task An_illegal_reference_is_refused_when_it_is_set_without_a_word_of_the_value(string text, string message)
    {
        using TestVault test = await WithAsync(("z", "Z"));
        SecretsException refused = await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, new SetEntry("z", SecretValue.FromText("other")), Template("a", text)));
        Assert.Equal((ErrorCode.Invalid, message), (refused.Code, refused.Message));
        Assert.DoesNotContain("hunter2", refused.Hint ?? "", StringComparison.Ordinal);
        Assert.Equal("Z", await test.GetAsync("z"));
    }

    [Fact]
    public async Task The_mark_stays_with_later_values_until_it_is_taken_away()
    {
        using TestVault test = await WithAsync(("b", "B"), ("c", "C"));
        await test.SetAsync(false, Template("a", "${{ secrets.b }}"));
        await test.LockAsync();
        await test.SetAsync("a", "${{ secrets.c }}");
        await test.SetAsync(false, new SetEntry("a", Description: "words"));
        Assert.Equal(["c"], (await test.DescribeAsync("a")).References);
        await test.UnlockAsync();
        Assert.Equal("C", (await test.ResolveAsync(Run("a")))["a"]);

        await test.SetAsync(false, new SetEntry("a", Template: false));
        Assert.Equal("${{ secrets.c }}", (await test.ResolveAsync(Run("a")))["a"]);
        SecretsException refused = await Assert.ThrowsAsync<SecretsException>(() => test.SetAsync(false, new SetEntry("a", Template: true)));
        Assert.Equal((ErrorCode.Invalid, "a becomes a template together with its value only"), (refused.Code, refused.Message));
    }

    [Fact]
    public async Task Copies_rollbacks_and_undo_keep_the_mark_of_the_value_that_they_bring()
    {
        using TestVault test = await WithAsync(("b", "B"));
        await test.SetAsync(false, Template("a", "${{ secrets.b }}"));
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("plain"), Template: false));
        Assert.Equal([false, true], (await test.Vault.Versions.HistoryAsync(new HistoryRequest("a"))).Versions.Select(version => version.Template == true));

        await test.Vault.Versions.RollbackAsync(new RollbackRequest("a", 1), TestVault.Caller);
        await test.Vault.Upkeep.CopyAsync(new CopyRequest(["a"], SecretScope.Default, NewName: "copy"), TestVault.Caller);
        Assert.Equal("B", (await test.ResolveAsync(Run("copy")))["copy"]);
        await test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller);
        await test.Vault.Versions.UndoAsync(new UndoRequest(), TestVault.Caller);
        Assert.Equal("B", (await test.ResolveAsync(Run("copy")))["copy"]);
    }

    [Fact]
    public async Task A_reference_is_looked_for_where_the_run_is_and_not_where_the_template_is_defined()
    {
        using TestVault test = await WithAsync(("b", "base"));
        await test.SetAsync(false, Template("a", "${{ secrets.b }}"));
        await test.Vault.Scopes.CreateEnvironmentAsync(new CreateEnvironmentRequest("dev", null, "default"), TestVault.Caller);
        SecretScope dev = new("default", "dev");
        using SetRequest set = new([new SetEntry("b", SecretValue.FromText("nearer"))], dev);
        await test.Vault.SetAsync(set, TestVault.Caller, CancellationToken.None);

        Assert.Equal("base", (await test.ResolveAsync(Run("a")))["a"]);
        Assert.Equal("nearer", (await test.ResolveAsync(new RunSelection(dev, ["a"])))["a"]);
    }

    [Fact]
    public async Task What_is_write_only_stays_so_inside_a_template()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("b", SecretValue.FromText("hidden"), WriteOnly: true), Template("a", "${{ secrets.b }}"));
        Assert.Equal("hidden", (await test.ResolveAsync(Run("a")))["a"]);
        Assert.Equal("${{ secrets.b }}", await test.GetAsync("a"));
        SecretsException refused = await Assert.ThrowsAsync<SecretsException>(() => ResolvedAsync(test, "a"));
        Assert.Equal((ErrorCode.Refused, "b can only be used by a run: write-only"), (refused.Code, refused.Message));
    }

    private static SetEntry Template(string name, string text) => new(name, SecretValue.FromText(text), Template: true);

    private static RunSelection Run(string name) => new(SecretScope.Default, [name]);

    private static async Task<string> ResolvedAsync(TestVault test, string name)
    {
        using GetReply reply = await test.Vault.GetAsync(new GetRequest([name], Resolved: true), TestVault.Caller, CancellationToken.None);
        return Encoding.UTF8.GetString(reply.Secrets.Single().Value.Span);
    }

    private static async Task<TestVault> WithAsync(params (string Name, string Value)[] secrets)
    {
        TestVault test = await TestVault.UnlockedAsync();
        foreach ((string name, string value) in secrets)
            await test.SetAsync(name, value);
        return test;
    }
}
