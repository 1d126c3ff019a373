using System.Text;
using System.Text.Json.Nodes;
using Secrets.Daemon.Rpc;
using Secrets.Shared.Rpc;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>Whoever exceeds a limit is closed at once; a client beside it is served all the while. Those of places are in <see cref="PlaceTests"/>.</summary>
public sealed class LimitTests
{
    private const string Status = """{"jsonrpc":"2.0","method":"vault.status","id":1}""";

    private static readonly ServerLimits Hasty = ServerLimits.Standard with { FrameTime = TimeSpan.FromMilliseconds(200) };

    public static TheoryData<string, byte[]> Violations => new()
    {
        { "a header that never ends", Encoding.ASCII.GetBytes(new string('a', 1100)) },
        { "a header of 1025 bytes", Encoding.ASCII.GetBytes("X: " + new string('a', 1000) + "\r\nContent-Length: 2\r\n\r\n{}") },
        { "no header at all", "{\"jsonrpc\":\"2.0\"}\r\n\r\n"u8.ToArray() },
        { "a header without a length", "Content-Type: text/plain\r\n\r\n{}"u8.ToArray() },
        { "a negative length", "Content-Length: -1\r\n\r\n{}"u8.ToArray() },
        { "two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"u8.ToArray() },
        { "bare line feeds", "Content-Length: 2\n\n{}"u8.ToArray() },
        { "a frame of 2 MiB and a byte", Encoding.ASCII.GetBytes($"Content-Length: {(2 << 20) + 1}\r\n\r\n") },
        { "a length beyond every number", "Content-Length: 99999999999999999999999\r\n\r\n"u8.ToArray() },
        { "nesting of 17", RawClient.Frame(new string('[', 17) + new string(']', 17)) },
        { "nesting of 100000", RawClient.Frame(new string('[', 100_000)) },
        { "nesting inside the parameters", RawClient.Frame("""{"jsonrpc":"2.0","id":1,"method":"hello","params":""" + new string('[', 16) + new string(']', 16) + "}") },
        { "a batch of 65", RawClient.Frame("[" + string.Join(',', Enumerable.Repeat("1", 65)) + "]") },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violator_is_closed_at_once_and_nobody_else_notices(string what, byte[] bytes)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient bystander = server.Connect();
        using RawClient violator = server.Connect();
        Assert.Contains("\"pid\"", await bystander.CallAsync(Status));

        await violator.SendUntilClosedAsync(bytes);

        Assert.True(await violator.ReadAsync() is null, what);
        Assert.Contains("\"pid\"", await bystander.CallAsync(Status));
        Assert.Contains("\"pid\"", await server.Connect().CallAsync(Status));
    }

    [Fact]
    public async Task Nesting_of_16_and_a_batch_of_64_are_within_the_limits()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        Assert.Contains("-32600", await client.CallAsync(new string('[', 16) + new string(']', 16)));
        Assert.Equal(64, JsonNode.Parse(await client.CallAsync("[" + string.Join(',', Enumerable.Repeat("1", 64)) + "]"))!.AsArray().Count);
    }

    [Fact]
    public async Task A_frame_of_2_MiB_is_within_the_limits()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();
        string padded = Status.PadRight(WireLimits.Frame);

        Assert.Contains("\"pid\"", await client.CallAsync(padded));
    }

    [Fact]
    public async Task A_header_may_have_other_fields_and_arrive_byte_by_byte()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: {Status.Length}\r\n\r\n"), .. Encoding.UTF8.GetBytes(Status)];

        foreach (byte one in bytes)
            await client.SendAsync([one]);

        Assert.Contains("\"pid\"", (await client.ReadAsync())!);
    }

    [Theory]
    [InlineData("C")]
    [InlineData("Content-Length: 10\r\n")]
    [InlineData("Content-Length: 10\r\n\r\n")]
    [InlineData("Content-Length: 10\r\n\r\n{\"a\":")]
    public async Task A_started_frame_that_is_not_completed_in_time_closes_the_connection(string start)
    {
        await using TestServer server = await TestServer.StartAsync(Hasty);
        using RawClient client = server.Connect();

        await client.SendAsync(Encoding.ASCII.GetBytes(start));

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Trickling_does_not_prolong_the_time_of_a_frame()
    {
        await using TestServer server = await TestServer.StartAsync(Hasty);
        using RawClient client = server.Connect();
        await client.SendAsync("Content-Length: 100000\r\n\r\n"u8.ToArray());

        Task<string?> closed = client.ReadAsync();
        while (!closed.IsCompleted)
        {
            await client.SendUntilClosedAsync(" "u8.ToArray());
            await Task.Delay(20);
        }

        Assert.Null(await closed);
    }

    [Fact]
    public async Task A_silent_client_may_stay()
    {
        await using TestServer server = await TestServer.StartAsync(Hasty);
        using RawClient client = server.Connect();
        Assert.Contains("\"pid\"", await client.CallAsync(Status));

        Assert.True(await client.StaysSilentAsync(TimeSpan.FromMilliseconds(500)));
        Assert.Contains("\"pid\"", await client.CallAsync(Status));
    }

    [Fact]
    public async Task Eight_requests_may_be_in_flight_and_a_ninth_closes_the_connection()
    {
        SlowMethods slow = new();
        await using TestServer server = await TestServer.StartAsync(null, slow.Wait);
        using RawClient client = server.Connect();
        for (int id = 1; id <= 8; id++)
            await client.SendAsync($$"""{"jsonrpc":"2.0","method":"wait","id":{{id}}}""");
        await Eventually.TrueAsync(() => slow.Running == 8);
        Assert.True(await client.StaysSilentAsync(TimeSpan.FromMilliseconds(50)));

        await client.SendAsync("""{"jsonrpc":"2.0","method":"wait","id":9}""");

        Assert.Null(await client.ReadAsync());
        await Eventually.TrueAsync(() => slow.Cancelled == 8);
    }

    [Fact]
    public async Task An_answer_frees_its_place_before_it_arrives()
    {
        SlowMethods slow = new();
        slow.Open();
        await using TestServer server = await TestServer.StartAsync(null, slow.Wait);
        using RawClient client = server.Connect();
        for (int id = 1; id <= 8; id++)
            await client.SendAsync($$"""{"jsonrpc":"2.0","method":"wait","id":{{id}}}""");

        // A window of eight, always full.
        for (int id = 9; id <= 500; id++)
        {
            Assert.NotNull(await client.ReadAsync());
            await client.SendAsync($$"""{"jsonrpc":"2.0","method":"wait","id":{{id}}}""");
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_its_answers_is_closed()
    {
        await using TestServer server = await TestServer.StartAsync(Hasty);
        server.Vault.OnGet = _ => new([new("big", new Secrets.Shared.Contract.SecretValue(500_000))]);
        using RawClient sleeper = server.Connect();
        using RawClient bystander = server.Connect();
        for (int i = 0; i < 20; i++)
            await sleeper.SendUntilClosedAsync(RawClient.Frame("""{"jsonrpc":"2.0","method":"secret.get","params":{"names":["big"]},"id":1}"""));

        await Task.Delay(5 * Hasty.FrameTime);

        Assert.Contains("\"pid\"", await bystander.CallAsync(Status));
        int whole = 0;
        while (await sleeper.ReadAsync() is not null)
            whole++;
        Assert.InRange(whole, 0, 5);
    }

    [Fact]
    public async Task An_answer_beyond_2_MiB_becomes_an_error()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Vault.OnGet = request => new([.. request.Names.Select(name => new Secrets.Shared.Contract.NamedValue(name, new(1 << 20)))]);
        using RawClient client = server.Connect();

        Assert.Single(JsonNode.Parse(await client.CallAsync("""{"jsonrpc":"2.0","method":"secret.get","params":{"names":["a"]},"id":1}"""))!["result"]!["secrets"]!.AsArray());
        JsonNode error = (await client.CallAsync("secret.get", """{"names":["a","b"]}"""))["error"]!;
        Assert.Equal("the answer is longer than 2 MiB", (string?)error["message"]);
        Assert.Equal("invalid", (string?)error["data"]!["error"]);
    }

    [Fact]
    public async Task An_id_longer_than_128_bytes_is_no_request()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        Assert.Contains("-32600", await client.CallAsync($$"""{"jsonrpc":"2.0","method":"vault.status","id":"{{new string('a', 200)}}"}"""));
    }
}
