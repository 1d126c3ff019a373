using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Secrets.Daemon.Vault;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// From one message to its answer: JSON-RPC 2.0 as its specification has it. Whatever a method throws becomes an error of the wire
/// here and nowhere else, and no error repeats a part of the request.
/// </summary>
internal sealed class Dispatcher(MethodTable methods, IVault vault, ILogger<Dispatcher> log)
{
    // The specification's own texts (section 5.1), as its examples print them.
    private static readonly RpcError ParseError = new(RpcErrors.ParseError, "Parse error");
    private static readonly RpcError InvalidRequest = new(RpcErrors.InvalidRequest, "Invalid Request");
    private static readonly RpcError MethodNotFound = new(RpcErrors.MethodNotFound, "Method not found");
    private static readonly RpcError Cancelled = new(RpcErrors.RequestCancelled, "request cancelled");

    /// <summary>Appends the answer to a frame that is no JSON.</summary>
    public static void AnswerUnreadable(ReplyBuffer reply) => WriteError(reply, ParseError, "null"u8);

    /// <summary>Appends the answer to a message that is no request, or to an empty batch.</summary>
    public static void AnswerInvalid(ReplyBuffer reply, ReadOnlySpan<byte> id = default) => WriteError(reply, InvalidRequest, id.IsEmpty ? "null"u8 : id);

    /// <summary>Appends what a client is told that found no place: before its request is looked at, so the answer bears no id.</summary>
    /// <param name="reply">Where the answer goes.</param>
    /// <param name="places">How many connections there may be.</param>
    /// <param name="busiest">Who has the most of them.</param>
    public static void AnswerBusy(ReplyBuffer reply, int places, (int Pid, int Count) busiest)
    {
        string hint = busiest.Pid == 0 ? "close what stays connected" : $"process {busiest.Pid} has {busiest.Count} of them";
        WriteError(reply, new RpcError((int)ErrorCode.Unreachable, $"all {places} connections of the daemon are in use", new RpcErrorData("busy", hint)), "null"u8);
    }

    /// <summary>Whether a message is a request or a notification, by its form alone.</summary>
    public static bool IsRequest(in RpcMessage message) =>
        message is { IsVersion2: true, Method: not null, ParamsType: JsonTokenType.None or JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray };

    /// <summary>Calls the method and appends the answer; nothing for a notification. Never throws.</summary>
    /// <param name="message">A request by <see cref="IsRequest"/>.</param>
    /// <param name="frame">The frame it lies in; not used any more when this returns.</param>
    /// <param name="call">The request's id and cancellation.</param>
    /// <param name="session">The connection's side.</param>
    /// <param name="reply">Where the answer goes.</param>
    public ValueTask AnswerAsync(in RpcMessage message, ReadOnlySpan<byte> frame, PendingCall call, Session session, ReplyBuffer reply)
    {
        int start = reply.Position;
        if (!methods.TryGet(message.Method!, out Method? method))
        {
            Fail(reply, start, call, MethodNotFound);
            return ValueTask.CompletedTask;
        }
        try
        {
            if (method.LockNeed == LockNeed.Unlocked)
                vault.DemandUnlocked();
            reply.Write("{\"jsonrpc\":\"2.0\",\"result\":"u8);
            ReadOnlySpan<byte> parameters = message.ParamsType == JsonTokenType.Null ? default : frame[message.Params];
            ValueTask running = method.InvokeAsync(parameters, session, reply, call.Token);
            if (!running.IsCompletedSuccessfully)
                return FinishAsync(running, method, call, reply, start);
            Complete(reply, start, call);
        }
        catch (Exception exception)
        {
            Fail(reply, start, call, Translate(exception, method));
        }
        return ValueTask.CompletedTask;
    }

    private async ValueTask FinishAsync(ValueTask running, Method method, PendingCall call, ReplyBuffer reply, int start)
    {
        try
        {
            await running.ConfigureAwait(false);
            Complete(reply, start, call);
        }
        catch (Exception exception)
        {
            Fail(reply, start, call, Translate(exception, method));
        }
    }

    private static void Complete(ReplyBuffer reply, int start, PendingCall call)
    {
        if (call.Id.IsEmpty)
        {
            reply.Truncate(start);
            return;
        }
        WriteId(reply, call.Id);
        if (reply.IsTooLong)
            Fail(reply, start, call, Error(new SecretsException(ErrorCode.Invalid, "the answer is longer than 2 MiB", "ask for fewer secrets at once")));
    }

    private static void Fail(ReplyBuffer reply, int start, PendingCall call, RpcError error)
    {
        reply.Truncate(start);
        if (!call.Id.IsEmpty)
            WriteError(reply, error, call.Id);
    }

    private RpcError Translate(Exception exception, Method method)
    {
        switch (exception)
        {
            case SecretsException known:
                return Error(known);
            case OperationCanceledException:
                return Cancelled;
            case JsonException:
                // Its message quotes the input; the parameters' names say as much.
                return new RpcError(RpcErrors.InvalidParams, "Invalid params", new RpcErrorData("invalid_params", method.Parameters is "" ? "it takes none" : $"it takes {method.Parameters}"));
            default:
                string id = RandomNumberGenerator.GetHexString(8, lowercase: true);
                log.LogError(exception, "internal error {Id} in {Method}", id, method.Name);
                return Error(new SecretsException(ErrorCode.Failure, $"internal error {id}", "the daemon's log tells more under this id"));
        }
    }

    private static RpcError Error(SecretsException exception) =>
        new((int)exception.Code, exception.Message, new RpcErrorData(exception.Code.Word(), exception.Hint));

    private static void WriteError(ReplyBuffer reply, RpcError error, ReadOnlySpan<byte> id)
    {
        reply.Write("{\"jsonrpc\":\"2.0\",\"error\":"u8);
        reply.Write(error, WireJson.Default.RpcError);
        WriteId(reply, id);
    }

    private static void WriteId(ReplyBuffer reply, ReadOnlySpan<byte> id)
    {
        reply.Write(",\"id\":"u8);
        reply.Write(id);
        reply.Write("}"u8);
    }
}
