using System.Text.Json;
using Secrets.Daemon.Rpc;

namespace Secrets.Tests.Daemon.Rpc;

/// <summary>The methods that the examples of the JSON-RPC 2.0 specification call.</summary>
internal static class SpecMethods
{
    public static Method[] Rows =>
    [
        Row<Difference, int>("subtract", SpecJson.Default.Difference, SpecJson.Default.Int32, request => request.Minuend - request.Subtrahend),
        Row<Three, int>("sum", SpecJson.Default.Three, SpecJson.Default.Int32, request => request.A + request.B + request.C),
        Row<NoParams, JsonElement>("get_data", ServerJson.Default.NoParams, SpecJson.Default.JsonElement, _ => JsonElement.Parse("""["hello",5]""")),
        Row<Five, int>("update", SpecJson.Default.Five, SpecJson.Default.Int32, _ => 0),
        Row<One, int>("notify_hello", SpecJson.Default.One, SpecJson.Default.Int32, _ => 0),
        Row<Three, int>("notify_sum", SpecJson.Default.Three, SpecJson.Default.Int32, _ => 0),
    ];

    private static TypedMethod<TRequest, TReply> Row<TRequest, TReply>(
        string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TRequest> request, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TReply> reply, Func<TRequest, TReply> handler) =>
        new(name, LockNeed.None, Capability.None, AuditClass.None, request, reply, (value, _, _) => Task.FromResult(handler(value)));

    internal sealed record Difference(int Minuend, int Subtrahend);

    internal sealed record One(int A);

    internal sealed record Three(int A, int B, int C);

    internal sealed record Five(int A, int B, int C, int D, int E);
}
