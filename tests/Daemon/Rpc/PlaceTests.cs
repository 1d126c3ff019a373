using System.Text.Json.Nodes;
using Secrets.Daemon.Rpc;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>There are so many places for connections; whoever comes beyond waits in line, and is refused with a reason where nobody goes.</summary>
public sealed class PlaceTests
{
    private const string Status = """{"jsonrpc":"2.0","method":"vault.status","id":1}""";
    private const string Write = """{"jsonrpc":"2.0","method":"secret.set","params":{"secrets":[{"name":"late","value":"v"}]},"id":1}""";

    private static readonly ServerLimits Hasty = ServerLimits.Standard with { PlaceTime = TimeSpan.FromMilliseconds(200) };
    private static readonly ServerLimits One = Hasty with { Connections = 1 };
    private static readonly ServerLimits Patient = ServerLimits.Standard with { Connections = 1, PlaceTime = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task Where_64_stay_the_next_is_told_why_and_nobody_else_notices()
    {
        await using TestServer server = await TestServer.StartAsync(Hasty);
        List<RawClient> clients = [.. Enumerable.Range(0, 64).Select(_ => server.Connect())];
        foreach (RawClient client in clients)
            Assert.Contains("\"pid\"", await client.CallAsync(Status));

        using (RawClient late = server.Connect())
        {
            await late.SendAsync(Status);
            JsonNode answer = JsonNode.Parse((await late.ReadAsync())!)!;
            Assert.Null(answer["id"]);
            Assert.Equal(7, (int)answer["error"]!["code"]!);
            Assert.Equal("all 64 connections of the daemon are in use", (string?)answer["error"]!["message"]);
            Assert.Equal("busy", (string?)answer["error"]!["data"]!["error"]);
            Assert.Equal($"process {Environment.ProcessId} has 64 of them", (string?)answer["error"]!["data"]!["hint"]);
            Assert.Null(await late.ReadAsync());
        }
        Assert.Contains(server.Log, line => line.Contains("a connection beyond the limit was refused", StringComparison.Ordinal));
        foreach (RawClient client in clients)
            Assert.Contains("\"pid\"", await client.CallAsync(Status));
        clients.ForEach(client => client.Dispose());

        using RawClient next = server.Connect();
        Assert.Contains("\"pid\"", await next.CallAsync(Status));
    }

    [Fact]
    public async Task Whoever_comes_while_all_places_are_taken_is_served_when_one_is_free()
    {
        await using TestServer server = await TestServer.StartAsync(Patient);
        RawClient first = server.Connect();
        Assert.Contains("\"pid\"", await first.CallAsync(Status));
        // More than are accepted at a time: the others wait with the system.
        List<RawClient> waiting = [.. Enumerable.Range(0, 12).Select(_ => server.Connect())];
        foreach (RawClient client in waiting)
            await client.SendAsync(Status);
        Assert.True(await waiting[0].StaysSilentAsync(TimeSpan.FromMilliseconds(100)));

        first.Dispose();

        foreach (RawClient client in waiting)
        {
            Assert.Contains("\"pid\"", (await client.ReadAsync())!);
            client.Dispose();
        }
    }

    [Fact]
    public async Task Two_hundred_clients_in_four_places_are_all_served()
    {
        await using TestServer server = await TestServer.StartAsync(ServerLimits.Standard with { Connections = 4 });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 3; i++)
            {
                using RawClient client = server.Connect();
                Assert.Contains("\"pid\"", await client.CallAsync(Status));
            }
        })));
    }

    [Fact]
    public async Task A_place_whose_client_is_gone_is_worth_waiting_for()
    {
        SlowMethods slow = new();
        await using TestServer server = await TestServer.StartAsync(One, slow.Wait);
        using (RawClient gone = server.Connect())
        {
            await gone.SendAsync("""{"jsonrpc":"2.0","method":"wait","id":1}""");
            await Eventually.TrueAsync(() => slow.Running == 1);
        }
        using RawClient next = server.Connect();
        await next.SendAsync(Status);
        Assert.True(await next.StaysSilentAsync(5 * One.PlaceTime));

        slow.Open();

        Assert.Contains("\"pid\"", (await next.ReadAsync())!);
    }

    [Fact]
    public async Task A_client_that_only_ended_its_writing_side_is_not_gone()
    {
        SlowMethods slow = new();
        await using TestServer server = await TestServer.StartAsync(One, slow.Wait);
        using RawClient half = server.Connect();
        await half.SendAsync("""{"jsonrpc":"2.0","method":"wait","id":1}""");
        half.EndSending();
        await Eventually.TrueAsync(() => slow.Running == 1);

        using RawClient next = server.Connect();

        Assert.Contains("busy", (await next.ReadAsync())!);
        slow.Open();
        Assert.Contains("null", (await half.ReadAsync())!);
    }

    [Fact]
    public async Task What_somebody_asked_for_who_gave_up_in_line_is_not_done()
    {
        await using TestServer server = await TestServer.StartAsync(Patient);
        using (RawClient first = server.Connect())
        {
            Assert.Contains("\"pid\"", await first.CallAsync(Status));
            using RawClient late = server.Connect();
            await late.SendAsync(Write);
            Assert.True(await late.StaysSilentAsync(TimeSpan.FromMilliseconds(100)));
        }

        using RawClient next = server.Connect();
        Assert.Contains("\"pid\"", await next.CallAsync(Status));
        Assert.Empty(server.Vault.Written);
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_nobody_in_line()
    {
        await using TestServer server = await TestServer.StartAsync(Patient);
        using RawClient first = server.Connect();
        Assert.Contains("\"pid\"", await first.CallAsync(Status));
        using RawClient late = server.Connect();
        await late.SendAsync(Write);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Null(await late.ReadAsync());
        Assert.Empty(server.Vault.Written);
    }
}
