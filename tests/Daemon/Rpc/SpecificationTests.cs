using System.Text.Json.Nodes;
using Xunit;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>JSON-RPC 2.0 specification, section 7: each example as printed there, through the real pipe.</summary>
public sealed class SpecificationTests
{
    [Theory]
    // Positional parameters.
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}""", """{"jsonrpc": "2.0", "result": 19, "id": 1}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}""", """{"jsonrpc": "2.0", "result": -19, "id": 2}""")]
    // Named parameters.
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""", """{"jsonrpc": "2.0", "result": 19, "id": 3}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}""", """{"jsonrpc": "2.0", "result": 19, "id": 4}""")]
    // A method that does not exist.
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar", "id": "1"}""", """{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "1"}""")]
    // No JSON.
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""", """{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}""")]
    // No request.
    [InlineData("""{"jsonrpc": "2.0", "method": 1, "params": "bar"}""", """{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}""")]
    // Batches.
    [InlineData(
        """[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"}, {"jsonrpc": "2.0", "method"]""",
        """{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}""")]
    [InlineData("[]", """{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}""")]
    [InlineData("[1]", """[{"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}]""")]
    [InlineData(
        "[1,2,3]",
        """
        [
          {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
          {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
          {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null}
        ]
        """)]
    [InlineData(
        """
        [
          {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
          {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
          {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
          {"foo": "boo"},
          {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
          {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
        ]
        """,
        """
        [
          {"jsonrpc": "2.0", "result": 7, "id": "1"},
          {"jsonrpc": "2.0", "result": 19, "id": "2"},
          {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
          {"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "5"},
          {"jsonrpc": "2.0", "result": ["hello", 5], "id": "9"}
        ]
        """)]
    public async Task An_example_is_answered_as_printed(string request, string response)
    {
        await using TestServer server = await TestServer.StartAsync(null, SpecMethods.Rows);
        using RawClient client = server.Connect();

        Assert.Equal(JsonNode.Parse(response)!.ToJsonString(), await client.CallAsync(request));
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar"}""")]
    [InlineData("""[{"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]}, {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}]""")]
    public async Task A_notification_is_not_answered(string notification)
    {
        await using TestServer server = await TestServer.StartAsync(null, SpecMethods.Rows);
        using RawClient client = server.Connect();
        await client.SendAsync(notification);

        // Answers come in order here, so the next one shows that there was none before it.
        Assert.Equal("""{"jsonrpc":"2.0","result":19,"id":1}""", await client.CallAsync("""{"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":1}"""));
    }

    [Theory]
    [InlineData("""{"method":"sum","params":[1,2,4],"id":1}""", "1")]
    [InlineData("""{"jsonrpc":"1.0","method":"sum","params":[1,2,4],"id":1}""", "1")]
    [InlineData("""{"jsonrpc":2.0,"method":"sum","params":[1,2,4],"id":1}""", "1")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":"1,2,4","id":"a"}""", "\"a\"")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":{}}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":true}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","result":1,"id":1}""", "1")]
    [InlineData("\"sum\"", "null")]
    [InlineData("null", "null")]
    public async Task A_message_that_is_no_request_is_refused(string message, string id)
    {
        await using TestServer server = await TestServer.StartAsync(null, SpecMethods.Rows);
        using RawClient client = server.Connect();

        Assert.Equal($$"""{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":{{id}}}""", await client.CallAsync(message));
    }

    [Fact]
    public async Task A_name_that_is_no_text_spoils_only_its_own_element_of_a_batch()
    {
        await using TestServer server = await TestServer.StartAsync(null, SpecMethods.Rows);
        using RawClient client = server.Connect();

        Assert.Equal(
            """[{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null},{"jsonrpc":"2.0","result":7,"id":2}]""",
            await client.CallAsync("""[{"jsonrpc":"2.0","method":"\ud800","id":1},{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":2}]"""));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-0")]
    [InlineData("1.50")]
    [InlineData("12345678901234567890")]
    [InlineData("\"a\\u0062\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task An_id_comes_back_byte_for_byte(string id)
    {
        await using TestServer server = await TestServer.StartAsync(null, SpecMethods.Rows);
        using RawClient client = server.Connect();

        Assert.Equal($$"""{"jsonrpc":"2.0","result":7,"id":{{id}}}""", await client.CallAsync($$"""{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":{{id}}}"""));
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("[1,2,3,4]")]
    [InlineData("""{"a":1,"b":2}""")]
    [InlineData("""{"a":1,"b":2,"c":"three"}""")]
    [InlineData("{}")]
    public async Task Parameters_that_do_not_fit_are_named_and_not_quoted(string parameters)
    {
        await using TestServer server = await TestServer.StartAsync(null, SpecMethods.Rows);
        using RawClient client = server.Connect();

        Assert.Equal(
            """{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params","data":{"error":"invalid_params","hint":"it takes a, b, c"}},"id":1}""",
            await client.CallAsync($$"""{"jsonrpc":"2.0","method":"sum","params":{{parameters}},"id":1}"""));
    }
}
