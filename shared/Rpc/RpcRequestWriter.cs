using System.Buffers.Text;
using System.Text;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>Writes the envelope of a request or a notification. Names of methods need no escaping.</summary>
public static class RpcRequestWriter
{
    /// <summary>Writes a request.</summary>
    /// <returns>The whole frame, valid until the writer is used again.</returns>
    /// <exception cref="SecretsException">Invalid: it is longer than a frame may be.</exception>
    public static ReadOnlyMemory<byte> Request(FrameWriter frame, int id, RpcCall call)
    {
        frame.Begin();
        SecretBufferWriter output = frame.Content;
        output.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        WriteNumber(output, id);
        output.Write(",\"method\":\""u8);
        output.Advance(Encoding.ASCII.GetBytes(call.Method, output.GetSpan(call.Method.Length)));
        output.Write("\""u8);
        if (call.WriteParams is { } write)
        {
            output.Write(",\"params\":"u8);
            write(output);
        }
        output.Write("}"u8);
        return output.Length - FrameHeader.MaxWritten <= WireLimits.Frame
            ? frame.End()
            : throw new SecretsException(ErrorCode.Invalid, "the request is longer than 2 MiB", "send large values one at a time");
    }

    /// <summary>Writes the notification that asks the daemon to give a request up.</summary>
    /// <returns>The whole frame, valid until the writer is used again.</returns>
    public static ReadOnlyMemory<byte> Cancel(FrameWriter frame, int id)
    {
        frame.Begin();
        frame.Content.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":"u8);
        WriteNumber(frame.Content, id);
        frame.Content.Write("}}"u8);
        return frame.End();
    }

    private static void WriteNumber(SecretBufferWriter output, int number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(11), out int digits);
        output.Advance(digits);
    }
}
