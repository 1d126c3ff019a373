using System.Diagnostics;
using System.Text.Json;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

public sealed class NotificationTests
{
    private static readonly ChangeNotice Notice = new("p", "e", ["a"]);

    [Fact]
    public async Task A_subscriber_is_told_and_others_are_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient subscriber = server.Connect();
        using RawClient other = server.Connect();
        await subscriber.CallAsync("subscribe", "{}");
        await subscriber.CallAsync("subscribe", "{}");
        await other.CallAsync("vault.status", "{}");

        server.Notifications.Changed(Notice);
        server.Notifications.LockChanged(new LockNotice(true));

        Assert.Equal("""{"jsonrpc":"2.0","method":"changed","params":{"project":"p","environment":"e","names":["a"]}}""", await subscriber.ReadAsync());
        Assert.Equal("""{"jsonrpc":"2.0","method":"lockChanged","params":{"locked":true}}""", await subscriber.ReadAsync());
        Assert.True(await other.StaysSilentAsync(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Only_who_follows_the_audit_log_is_told_that_it_grew_and_only_as_long_as_it_does()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient follower = server.Connect();
        using RawClient subscriber = server.Connect();
        await follower.CallAsync("audit.follow", "{}");
        await follower.CallAsync("audit.follow", "{}");
        await subscriber.CallAsync("subscribe", "{}");

        server.Notifications.Audited(new AuditNotice(7));
        Assert.Equal("""{"jsonrpc":"2.0","method":"audited","params":{"sequence":7}}""", await follower.ReadAsync());
        await follower.CallAsync("audit.follow", """{"follow":false}""");
        server.Notifications.Audited(new AuditNotice(8));

        Assert.True(await follower.StaysSilentAsync(TimeSpan.FromMilliseconds(50)));
        Assert.True(await subscriber.StaysSilentAsync(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task A_subscriber_that_does_not_read_is_dropped_and_never_waited_for()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient sleeper = server.Connect();
        using RawClient reader = server.Connect();
        await sleeper.CallAsync("subscribe", "{}");
        await reader.CallAsync("subscribe", "{}");

        // Bursts that the system's buffer holds, read by the one and not by the other.
        long longest = 0;
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < 50; i++)
            {
                long start = Stopwatch.GetTimestamp();
                server.Notifications.LockChanged(new LockNotice(true));
                longest = Math.Max(longest, Stopwatch.GetTimestamp() - start);
            }
            Assert.Equal(50, await CountAsync(reader, 50));
        }

        Assert.True(Stopwatch.GetElapsedTime(0, longest) < TimeSpan.FromSeconds(2), "a notification waited for a subscriber");
        Assert.InRange(await CountAsync(sleeper, int.MaxValue), 1, 4_999);
    }

    [Fact]
    public async Task A_flood_of_changes_is_told_in_few_notices_that_name_every_one()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient subscriber = server.Connect();
        await subscriber.CallAsync("subscribe", "{}");

        for (int i = 0; i < 1000; i++)
            server.Notifications.Changed(new ChangeNotice("p", i % 2 == 0 ? "e" : "f", [$"N{i}"]));
        server.Notifications.LockChanged(new LockNotice(true));

        int frames = 0;
        HashSet<string> names = [];
        while (await subscriber.ReadAsync() is { } frame && !frame.Contains("lockChanged", StringComparison.Ordinal))
        {
            frames++;
            foreach (JsonElement name in JsonDocument.Parse(frame).RootElement.GetProperty("params").GetProperty("names").EnumerateArray())
                names.Add(name.GetString()!);
        }
        Assert.Equal(1000, names.Count);
        // Two scopes in each window, of which a slow machine may have needed many for the thousand.
        Assert.InRange(frames, 2, 500);
    }

    private static async Task<int> CountAsync(RawClient client, int enough)
    {
        int count = 0;
        while (count < enough && await client.ReadAsync() is { } frame)
        {
            if (frame.Contains("lockChanged", StringComparison.Ordinal))
                count++;
        }
        return count;
    }
}
