using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>Turns a reply into the result, or into the exception that the daemon meant.</summary>
public static class RpcReply
{
    /// <summary>Completes a call with its reply.</summary>
    /// <exception cref="SecretsException">The daemon's own error.</exception>
    /// <exception cref="OperationCanceledException">The daemon gave the request up, as asked.</exception>
    /// <exception cref="JsonException">The result does not fit the method.</exception>
    public static void Read(ReadOnlySpan<byte> frame, RpcMessage message, RpcCall call)
    {
        if (!RpcMessage.IsPresent(message.Error))
        {
            call.ReadResult(frame[message.Result]);
            return;
        }
        throw ToException(Error(frame, message));
    }

    /// <summary>Why the daemon ends the connection, from an error that answers no request of ours.</summary>
    /// <exception cref="JsonException">It is no error.</exception>
    public static SecretsException Refusal(ReadOnlySpan<byte> frame, RpcMessage message) => ToException(Error(frame, message)) as SecretsException ?? Broken();

    /// <summary>What the caller of a method gets when the connection broke: no details of the stream.</summary>
    public static SecretsException Broken() =>
        new(ErrorCode.Unreachable, "the connection to the daemon broke", "see 'secrets daemon log'");

    /// <summary>What the caller of a method gets when no reply came in time.</summary>
    public static SecretsException Silent() =>
        new(ErrorCode.Unreachable, "the daemon does not answer", "see 'secrets daemon log'");

    private static RpcError Error(ReadOnlySpan<byte> frame, RpcMessage message) =>
        JsonSerializer.Deserialize(frame[message.Error], WireJson.Default.RpcError) ?? throw new JsonException("the error is null");

    private static Exception ToException(RpcError error)
    {
        if (error.Code == RpcErrors.RequestCancelled)
            return new OperationCanceledException(error.Message);
        if (ErrorCodes.IsKnown(error.Code))
            return new SecretsException((ErrorCode)error.Code, error.Message, error.Data?.Hint);
        // Both programs come from one release, so only a daemon that was not restarted after an update lacks a method or a parameter.
        return error.Code is RpcErrors.MethodNotFound or RpcErrors.InvalidParams
            ? new SecretsException(ErrorCode.Failure, "the running daemon is of another release", "restart it: secrets daemon stop")
            : new SecretsException(ErrorCode.Failure, $"the daemon refused the request: {error.Message}");
    }
}
