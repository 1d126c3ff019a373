using System.Text;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Vault;

/// <summary>Changing what is said about a secret, and values that the daemon makes.</summary>
public sealed class DetailsTests
{
    private static readonly DateTimeOffset Due = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_said_about_a_secret_changes_without_a_version_of_its_value(bool locked)
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "value");
        SecretEntry before = await test.DescribeAsync("a");
        test.Clock.Advance(TimeSpan.FromMinutes(5));
        if (locked)
            await test.LockAsync();

        SetReply reply = await test.SetAsync(false, new SetEntry("a", null, "words", ["x", "y"], true, Due));

        SecretEntry after = await test.DescribeAsync("a");
        Assert.Equal([1], reply.Versions);
        Assert.Equal((1, before.Digest, before.CreatedAt), (after.Version, after.Digest, after.CreatedAt));
        Assert.Equal(before.UpdatedAt + TimeSpan.FromMinutes(5), after.UpdatedAt);
        Assert.Equal(("words", true, Due), (after.Description, after.WriteOnly, after.ExpiresAt));
        Assert.Equal(["x", "y"], after.Tags);
        test.Restart();
        await test.UnlockAsync();
        Assert.Equal("value", (await test.ResolveAsync(new RunSelection(SecretScope.Default, ["a"])))["a"]);
        Assert.Equal(after.Description, (await test.DescribeAsync("a")).Description);
    }

    [Fact]
    public async Task A_null_field_keeps_and_an_empty_one_takes_away()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1"), "words", ["x"], null, Due));

        await test.SetAsync(false, new SetEntry("a", Tags: ["z"]));
        SecretEntry kept = await test.DescribeAsync("a");
        await test.SetAsync(false, new SetEntry("a", Description: "", Tags: [], NeverExpires: true));
        SecretEntry emptied = await test.DescribeAsync("a");

        Assert.Equal(("words", Due, "z"), (kept.Description, kept.ExpiresAt, kept.Tags?.Single()));
        Assert.Equal((null, null, null), (emptied.Description, emptied.ExpiresAt, emptied.Tags));
        Assert.Equal("1", await test.GetAsync("a"));
    }

    [Fact]
    public async Task Write_only_is_set_later_and_only_a_new_value_takes_it_away()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.SetAsync(false, new SetEntry("a", WriteOnly: true));

        await FailsAsync(ErrorCode.Refused, () => test.GetAsync("a"));
        await FailsAsync(ErrorCode.Refused, () => test.SetAsync(false, new SetEntry("a", WriteOnly: false)));
        await FailsAsync(ErrorCode.Refused, () => test.SetAsync(false, new SetEntry("a", Description: "x", WriteOnly: false)));
        Assert.True((await test.DescribeAsync("a")).WriteOnly);
        await test.SetAsync("a", "2");
        await FailsAsync(ErrorCode.Refused, () => test.GetAsync("a"));
        await test.SetAsync(false, new SetEntry("a", SecretValue.FromText("3"), WriteOnly: false));
        Assert.Equal("3", await test.GetAsync("a"));
    }

    [Fact]
    public async Task What_is_staged_is_changed_too_and_alone_where_only_that_is_meant()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await FailsAsync(ErrorCode.NotFound, () => test.SetAsync(true, new SetEntry("a", Description: "x")));
        await test.SetAsync("a", "2", stage: true);

        Assert.Equal([2], (await test.SetAsync(true, new SetEntry("a", Description: "staged"))).Versions);
        Assert.Null((await test.DescribeAsync("a")).Description);
        Assert.Equal([1], (await test.SetAsync(false, new SetEntry("a", WriteOnly: true))).Versions);
        // A deploy of what is staged would not make it readable.
        await FailsAsync(ErrorCode.Refused, () => test.SetAsync(true, new SetEntry("a", WriteOnly: false)));
    }

    [Fact]
    public async Task It_needs_a_secret_a_version_that_is_current_and_something_to_say()
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.SetAsync("a", "1");
        await test.SetAsync("gone", "1");
        await test.DeleteAsync("gone");

        await FailsAsync(ErrorCode.NotFound, () => test.SetAsync(false, new SetEntry("new", Description: "x")));
        await FailsAsync(ErrorCode.NotFound, () => test.SetAsync(false, new SetEntry("gone", Description: "x")));
        await FailsAsync(ErrorCode.Conflict, () => test.SetAsync(false, new SetEntry("a", Description: "x", ExpectedVersion: 2)));
        await FailsAsync(ErrorCode.Invalid, () => test.SetAsync(false, new SetEntry("a")));
        await FailsAsync(ErrorCode.Invalid, () => test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1"), Generate: "uuid")));
        await FailsAsync(ErrorCode.Invalid, () => test.SetAsync(false, new SetEntry("a", ExpiresAt: Due, NeverExpires: true)));
        await FailsAsync(ErrorCode.NotFound, () => test.SetAsync(false, new SetEntry("b", SecretValue.FromText("1")), new SetEntry("new", Description: "x")));
        Assert.Equal(["a"], (await test.ListAsync()).Select(entry => entry.Name));
        Assert.Null((await test.DescribeAsync("a")).Description);
    }

    [Theory]
    [InlineData("password:40", 40, null)]
    [InlineData("hex:32", 64, null)]
    [InlineData("uuid", 36, null)]
    [InlineData("ssh-ed25519", 0, "ssh-ed25519 AAAA")]
    [InlineData("ed25519", 0, "-----BEGIN PUBLIC KEY-----\n")]
    [InlineData("rsa:2048", 0, "-----BEGIN PUBLIC KEY-----\n")]
    public async Task The_daemon_makes_a_value_and_tells_only_the_public_half(string recipe, int length, string? publicKey)
    {
        using TestVault test = await TestVault.UnlockedAsync();
        await test.LockAsync();

        SetReply reply = await test.SetAsync(false, new SetEntry("a", Description: "made", Generate: recipe));

        Assert.Equal([1], reply.Versions);
        Assert.StartsWith(publicKey ?? "", reply.PublicKeys?["a"] ?? "", StringComparison.Ordinal);
        Assert.Equal(publicKey is null, reply.PublicKeys is null);
        await test.UnlockAsync();
        byte[] value = await test.GetBytesAsync("a");
        Assert.True(length == 0 ? Encoding.ASCII.GetString(value).Contains("PRIVATE KEY-----\n", StringComparison.Ordinal) : value.Length == length);
        Assert.DoesNotContain("PRIVATE", reply.PublicKeys?["a"] ?? "", StringComparison.Ordinal);
        Assert.Equal("made", (await test.DescribeAsync("a")).Description);
    }

    [Fact]
    public async Task A_bad_recipe_stops_all()
    {
        using TestVault test = await TestVault.UnlockedAsync();

        await FailsAsync(ErrorCode.Invalid, () => test.SetAsync(false, new SetEntry("a", SecretValue.FromText("1")), new SetEntry("b", Generate: "poem")));

        Assert.Empty(await test.ListAsync());
    }

    private static async Task FailsAsync<T>(ErrorCode code, Func<Task<T>> action) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<SecretsException>(action)).Code);
}
