using System.Text;
using System.Text.Json;
using Secrets.Shared.Rpc;
using Xunit;

namespace Secrets.Tests.Shared.Rpc;

public sealed class RpcMessageTests
{
    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":[1]}", "1", "[1]")]
    [InlineData(" { \"params\" : {\"a\":{\"id\":9}} , \"method\":\"a\",\"id\" : \"x\\u0041\" , \"jsonrpc\":\"2.0\", \"more\":[{}] } ", "\"x\\u0041\"", "{\"a\":{\"id\":9}}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"a\"}", "null", "")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"a\"}", "", "")]
    public void The_parts_of_a_request_are_found(string json, string id, string parameters)
    {
        byte[] frame = Encoding.UTF8.GetBytes(json);
        RpcMessage message = RpcMessage.Read(frame, ..);
        Assert.True(message.IsVersion2);
        Assert.Equal("a", message.Method);
        Assert.Equal((id, parameters), (Encoding.UTF8.GetString(frame[message.Id]), Encoding.UTF8.GetString(frame[message.Params])));
        Assert.Equal(id.Length > 0, message.IdType != JsonTokenType.None);
    }

    [Fact]
    public void The_messages_of_a_batch_are_found_where_they_lie()
    {
        byte[] frame = Encoding.UTF8.GetBytes("[ {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\"} ,1,{\"jsonrpc\":\"2.0\",\"id\":[2],\"method\":3,\"params\":null}]");
        IReadOnlyList<Range> parts = RpcMessage.Check(frame)!;
        Assert.Equal(3, parts.Count);
        Assert.Equal("a", RpcMessage.Read(frame, parts[0]).Method);
        Assert.Equal(default, RpcMessage.Read(frame, parts[1]));
        RpcMessage third = RpcMessage.Read(frame, parts[2]);
        Assert.Equal((null, JsonTokenType.StartArray, JsonTokenType.Null), (third.Method, third.IdType, third.ParamsType));
        Assert.Equal("[2]", Encoding.UTF8.GetString(frame[third.Id]));
    }

    [Fact]
    public void A_single_message_is_no_batch() => Assert.Null(RpcMessage.Check("{}"u8));
}
