using System.Text;
using Secrets.Daemon.Crypto;
using Secrets.Daemon.Store;
using Secrets.Daemon.Vault;
using Secrets.Daemon.Vault.Keys;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>What goes in comes out, for those who may have it, and not before it is recorded.</summary>
public sealed class ValueTests
{
    [Fact]
    public async Task Any_value_comes_back_byte_for_byte()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        List<byte[]> values = [.. new[] { 0, 1, 2, 15, 16, 17, 63, 64, 65, 4095, 4096, 65535, SecretValue.MaxLength }.Select(RandomBytes.New)];
        values.AddRange(new[] { "\r\n", "no newline", "-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n", "žluťoučký 🦀", "a\0b", " \t " }.Select(Encoding.UTF8.GetBytes));
        values.Add([0xff, 0xfe, 0xc0, 0x80]);
        values.Add([.. Enumerable.Range(0, 256).Select(i => (byte)i)]);

        await test.SetAsync(false, [.. values.Select((value, i) => new SetEntry($"v{i}", new SecretValue(value)))]);
        test.Restart();
        await test.UnlockAsync();

        for (int i = 0; i < values.Count; i++)
            Assert.Equal(values[i], await test.GetBytesAsync($"v{i}"));
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_refused_with_all_the_others()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        SecretsException error = await Assert.ThrowsAsync<SecretsException>(() =>
            test.SetAsync(false, new SetEntry("small", SecretValue.FromText("1")), new SetEntry("big", new SecretValue(SecretValue.MaxLength + 1))));

        Assert.Equal(ErrorCode.Invalid, error.Code);
        Assert.Empty(await test.ListAsync());
    }

    [Fact]
    public async Task Values_come_in_the_order_asked_for()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1")), new SetEntry("b", SecretValue.FromText("2")));

        using GetReply reply = await test.Vault.GetAsync(new GetRequest(["b", "a", "b"]), TestVault.Caller, CancellationToken.None);

        Assert.Equal(["b", "a", "b"], reply.Secrets.Select(secret => secret.Name));
    }

    [Fact]
    public async Task Every_missing_name_is_listed_in_one_error()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("there", "1");

        SecretsException get = await Assert.ThrowsAsync<SecretsException>(() =>
            test.Vault.GetAsync(new GetRequest(["zz", "there", "aa"]), TestVault.Caller, CancellationToken.None));
        SecretsException run = await Assert.ThrowsAsync<SecretsException>(() => test.ResolveAsync(new RunSelection(SecretScope.Default, ["zz", "there", "aa"])));

        Assert.Equal((ErrorCode.NotFound, "no secret named aa, zz in default/default"), (get.Code, get.Message));
        Assert.Equal((ErrorCode.NotFound, "no secret named aa, zz in default/default"), (run.Code, run.Message));
        Assert.Empty(test.Accesses);
    }

    [Fact]
    public async Task A_write_only_secret_is_for_runs_alone()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("key", SecretValue.FromText("v1"), WriteOnly: true));

        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("key"))).Code);
        Assert.Equal("v1", (await test.ResolveAsync(new RunSelection(SecretScope.Default, ["key"])))["key"]);
        Assert.True((await test.DescribeAsync("key")).WriteOnly);
        await test.SetAsync("key", "v2");
        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("key"))).Code);
        await test.SetAsync(false, new SetEntry("key", SecretValue.FromText("v3"), WriteOnly: false));
        Assert.Equal("v3", await test.GetAsync("key"));
    }

    [Fact]
    public async Task Staging_a_readable_value_does_not_open_the_write_only_one()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("key", SecretValue.FromText("v1"), WriteOnly: true));

        await test.SetAsync(true, new SetEntry("key", SecretValue.FromText("v2"), WriteOnly: false));
        await test.SetAsync("key", "v3");

        Assert.Equal(ErrorCode.Refused, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("key"))).Code);
    }

    [Fact]
    public async Task What_is_staged_is_never_served()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("both", "live");
        await test.SetAsync("both", "waiting", stage: true);
        await test.SetAsync("only", "waiting", stage: true);

        Assert.Equal("live", await test.GetAsync("both"));
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("only"))).Code);
        Assert.Equal(["both"], (await test.ResolveAsync(new RunSelection(SecretScope.Default, [], static all => all))).Keys);
        Assert.Equal([("both", 1, "live+staged"), ("only", 0, "staged")], (await test.ListAsync()).Select(entry => (entry.Name, entry.Version, entry.Status)));
    }

    [Fact]
    public async Task An_access_is_recorded_before_the_value_leaves()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");

        await test.GetAsync("a");
        await test.ResolveAsync(new RunSelection(SecretScope.Default, ["a"], Program: "psql"));

        Assert.Equal(
            [(AccessKind.Get, "a", null), (AccessKind.Run, "a", "psql")],
            test.Accesses.Select(access => (access.Kind, access.Names.Single(), access.Program)));
        test.LogFailure = new SecretsException(ErrorCode.Failure, "the disk is full");
        Assert.Same(test.LogFailure, await Assert.ThrowsAsync<SecretsException>(() => test.GetAsync("a")));
        Assert.Same(test.LogFailure, await Assert.ThrowsAsync<SecretsException>(() => test.ResolveAsync(new RunSelection(SecretScope.Default, ["a"]))));
    }

    [Fact]
    public async Task A_run_gets_the_nearest_definition()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        SecretScope child = new("default", "dev");
        await AddEnvironmentAsync(test, "dev");
        await test.SetAsync("base", "from base");
        await test.SetAsync("both", "from base");
        await test.SetAsync("buried", "from base");
        foreach (string name in new[] { "both", "buried" })
        {
            using SetRequest request = new([new SetEntry(name, SecretValue.FromText("from dev"))], child);
            await test.Vault.SetAsync(request, TestVault.Caller, CancellationToken.None);
        }
        await test.Vault.DeleteAsync(new DeleteRequest(["buried"], child), TestVault.Caller, CancellationToken.None);

        Dictionary<string, string> all = await test.ResolveAsync(new RunSelection(child, [], static names => names));
        Dictionary<string, string> named = await test.ResolveAsync(new RunSelection(child, ["base", "both", "buried"]));

        Dictionary<string, string> expected = new() { ["base"] = "from base", ["both"] = "from dev", ["buried"] = "from base" };
        Assert.Equal(expected, all);
        Assert.Equal(expected, named);
        Assert.Equal("from base", await test.GetAsync("base", child));
        Assert.Equal("from base", await test.GetAsync("both"));
    }

    [Fact]
    public async Task A_run_chooses_among_all_names()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, [.. "abc".Select(c => new SetEntry(c.ToString(), SecretValue.FromText($"{c}{c}")))]);
        IReadOnlyList<string>? offered = null;

        Dictionary<string, string> values = await test.ResolveAsync(new RunSelection(SecretScope.Default, ["c"], names =>
        {
            offered = names;
            return ["a", "c"];
        }));

        Assert.Equal(["a", "b", "c"], offered);
        Assert.Equal(new Dictionary<string, string> { ["a"] = "aa", ["c"] = "cc" }, values);
        Assert.Equal(["c", "a"], test.Accesses.Single().Names);
    }

    [Fact]
    public async Task More_values_are_opened_than_keys_are_kept()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        int count = int.Parse(Environment.GetEnvironmentVariable("SECRETS_TEST_KEYS") ?? "300", System.Globalization.CultureInfo.InvariantCulture);
        await test.SetAsync(false, [.. Enumerable.Range(0, count).Select(i => new SetEntry($"s{i}", SecretValue.FromText($"value {i}")))]);

        for (int round = 0; round < 2; round++)
        {
            Dictionary<string, string> values = await test.ResolveAsync(new RunSelection(SecretScope.Default, [], static names => names));
            for (int i = 0; i < count; i++)
                Assert.Equal($"value {i}", values[$"s{i}"]);
        }
    }

    [Fact]
    public async Task Reading_and_locking_at_the_same_time_gives_values_or_says_locked()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "the value");
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(1));
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    Assert.Equal("the value", await test.GetAsync("a"));
                }
                catch (SecretsException exception)
                {
                    Assert.Equal(ErrorCode.Locked, exception.Code);
                }
            }
        }))];
        while (!stop.IsCancellationRequested)
        {
            await test.LockAsync();
            await test.UnlockAsync();
        }

        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task AddEnvironmentAsync(TestVault test, string name)
    {
        DeviceKeys device = (DeviceKeys)test.Inside.Cipher;
        return test.Inside.Store.WriteAsync(transaction =>
        {
            ProjectRecord project = transaction.Projects().Single();
            EnvironmentRecord parent = transaction.Environments(project.Id).Single();
            return NewVault.AddEnvironment(device, transaction, project, name, parent, DateTimeOffset.UnixEpoch);
        });
    }
}
