using System.Text.Json.Nodes;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

public sealed class CallTests
{
    [Fact]
    public async Task Hello_agrees_on_the_protocol_by_name_and_by_position()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        Assert.Equal("1.2.3", (string?)(await client.CallAsync("hello", """{"protocol":1,"client":"test/1"}"""))["result"]!["version"]);
        Assert.Equal(1, (int)(await client.CallAsync("hello", """[1,"test/1"]"""))["result"]!["protocol"]!);
    }

    [Fact]
    public async Task Hello_refuses_another_protocol()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        Assert.Equal("conflict", (string?)(await client.CallAsync("hello", """{"protocol":999}"""))["error"]!["data"]!["error"]);
    }

    [Fact]
    public async Task Status_tells_the_daemon_and_the_vault()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        JsonNode status = (await client.CallAsync("vault.status", "{}"))["result"]!;

        Assert.Equal(Environment.ProcessId, (int)status["pid"]!);
        Assert.Equal(server.Paths.Pipe, (string?)status["pipe"]);
        Assert.False((bool)status["locked"]!);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_method_without_parameters_takes_none_in_every_form(string parameters)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        Assert.NotNull((await client.CallAsync("vault.status", parameters))["result"]);
        Assert.Equal("it takes none", (string?)(await client.CallAsync("vault.status", """{"x":1}"""))["error"]!["data"]!["hint"]);
    }

    [Fact]
    public async Task A_value_of_any_bytes_passes_in_and_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Vault.OnGet = _ => new GetReply([new("b", new SecretValue([0, 255, 10, 13]))]);
        using RawClient client = server.Connect();

        Assert.NotNull((await client.CallAsync("secret.set", """{"secrets":[{"name":"a","value":{"base64":"AP8KDQ=="}},{"name":"t","value":"\u00e9\n"}]}"""))["result"]);
        Assert.Equal([[0, 255, 10, 13], [0xC3, 0xA9, 10]], server.Vault.Written.Select(secret => secret.Value));
        Assert.Equal("AP8KDQ==", (string?)(await client.CallAsync("secret.get", """[["b"]]"""))["result"]!["secrets"]![0]!["value"]!["base64"]);
    }

    [Fact]
    public async Task The_caller_is_the_process_at_the_other_end()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        await client.CallAsync("secret.get", """{"names":["a"]}""");

        Assert.Equal((Environment.ProcessId, Environment.ProcessPath), (server.Vault.Callers[0].Pid, server.Vault.Callers[0].Executable));
    }

    [Fact]
    public async Task An_error_of_the_vault_carries_its_code_word_and_hint()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":3,"message":"no such secret","data":{"error":"not_found","hint":"secrets list"}},"id":1}""",
            await client.CallAsync("""{"jsonrpc":"2.0","method":"secret.describe","params":{"name":"x"},"id":1}"""));
    }

    [Fact]
    public async Task An_internal_error_says_only_an_id_that_the_log_bears()
    {
        await using TestServer server = await TestServer.StartAsync(null, SlowMethods.Fail(new InvalidOperationException("canary-5f2")));
        using RawClient client = server.Connect();

        JsonNode error = (await client.CallAsync("fail", "{}"))["error"]!;

        string message = (string)error["message"]!;
        Assert.Matches("^internal error [0-9a-f]{8}$", message);
        Assert.Equal("failure", (string?)error["data"]!["error"]);
        Assert.Contains(server.Log, line => line.Contains(message[^8..], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("secret.set", """{"secrets":[{"name":"a","value":"canary-5f2","canary-5f2":1}]}""")]
    [InlineData("secret.set", """{"secrets":"canary-5f2"}""")]
    [InlineData("secret.set", """{"secrets":[{"name":"a","value":{"base64":"canary-5f2 no base64"}}]}""")]
    [InlineData("vault.unlock", """{"source":"canary-5f2","key":"k"}""")]
    [InlineData("canary-5f2", "{}")]
    public async Task No_error_and_no_log_line_repeats_a_part_of_the_request(string method, string parameters)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        JsonNode reply = await client.CallAsync(method, parameters);

        Assert.NotNull(reply["error"]);
        Assert.DoesNotContain("canary", reply.ToJsonString());
        Assert.DoesNotContain(server.Log, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_UTF8_is_a_parse_error_and_the_connection_goes_on()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        await client.SendAsync(RawClient.Frame([.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":{\"client\":\""u8, 0xFF, 0xFE, .. "\"}}"u8]));

        Assert.Contains("-32700", (await client.ReadAsync())!);
        Assert.NotNull((await client.CallAsync("vault.status", "{}"))["result"]);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"seven\"", "\"seven\"")]
    public async Task A_request_is_cancelled_by_its_id_and_the_others_go_on(string id, string cancelled)
    {
        SlowMethods slow = new();
        await using TestServer server = await TestServer.StartAsync(null, slow.Wait);
        using RawClient client = server.Connect();
        await client.SendAsync("""{"jsonrpc":"2.0","method":"wait","id":1}""");
        await client.SendAsync($$"""{"jsonrpc":"2.0","method":"wait","id":{{id}}}""");
        await Eventually.TrueAsync(() => slow.Running == 2);

        await client.SendAsync($$$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{{{cancelled}}}}}""");

        Assert.Equal($$"""{"jsonrpc":"2.0","error":{"code":-32800,"message":"request cancelled"},"id":{{id}}}""", await client.ReadAsync());
        slow.Open();
        Assert.Equal("""{"jsonrpc":"2.0","result":null,"id":1}""", await client.ReadAsync());
        Assert.NotNull((await client.CallAsync("vault.status", "{}"))["result"]);
    }

    [Theory]
    [InlineData("""{"id":99}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id":{"a":[1]}}""")]
    public async Task A_cancellation_of_nothing_is_ignored(string parameters)
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();

        await client.SendAsync($$"""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{{parameters}}}""");

        Assert.NotNull((await client.CallAsync("vault.status", "{}"))["result"]);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_nothing_it_still_waits_for_when_it_only_ended_sending()
    {
        SlowMethods slow = new();
        await using TestServer server = await TestServer.StartAsync(null, slow.Wait);
        using RawClient client = server.Connect();
        await client.SendAsync("""{"jsonrpc":"2.0","method":"wait","id":1}""");
        client.EndSending();
        await Eventually.TrueAsync(() => slow.Running == 1);

        slow.Open();

        Assert.Equal("""{"jsonrpc":"2.0","result":null,"id":1}""", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Requests_that_arrive_together_are_answered_in_order()
    {
        await using TestServer server = await TestServer.StartAsync();
        using RawClient client = server.Connect();
        byte[] many = [.. Enumerable.Range(1, 50).SelectMany(id => RawClient.Frame($$"""{"jsonrpc":"2.0","method":"vault.status","id":{{id}}}"""))];

        await client.SendAsync(many);

        for (int id = 1; id <= 50; id++)
            Assert.EndsWith($"\"id\":{id}}}", await client.ReadAsync());
    }

    [Fact]
    public async Task Stopping_answers_what_is_in_flight_and_removes_the_pipe()
    {
        SlowMethods slow = new();
        await using TestServer server = await TestServer.StartAsync(null, slow.Wait);
        using RawClient client = server.Connect();
        Assert.NotNull(await client.CallAsync("daemon.stop", "{}"));
        await server.Lifetime.Stopped.WaitAsync(TimeSpan.FromSeconds(5));
        await client.SendAsync("""{"jsonrpc":"2.0","method":"wait","id":1}""");
        await Eventually.TrueAsync(() => slow.Running == 1);

        Task stopping = server.StopAsync();
        Assert.True(await client.StaysSilentAsync(TimeSpan.FromMilliseconds(200)));
        slow.Open();

        Assert.Equal("""{"jsonrpc":"2.0","result":null,"id":1}""", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
        await stopping;
        Assert.False(File.Exists(server.Paths.Pipe));
    }
}
