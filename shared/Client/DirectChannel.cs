using System.Buffers.Text;
using System.Text.Json;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;

namespace Secrets.Shared.Client;

/// <summary>
/// The commands' channel: one request, one write, then blocking reads until its reply is there. Notifications are skipped.
/// Tasks are complete when they are returned. Not thread-safe.
/// </summary>
/// <param name="stream">The connection, which the channel owns; its own time limits bound a call.</param>
public sealed class DirectChannel(Stream stream) : IRpcChannel
{
    private readonly FrameWriter _writer = new();
    private readonly FrameBuffer _buffer = new();
    private int _id;

    /// <inheritdoc/>
    /// <remarks>The token is looked at before the request leaves: a command is one call, and ends with its process.</remarks>
    public Task CallAsync(RpcCall call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        try
        {
            Call(call);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (exception is SecretsException or OperationCanceledException)
        {
            return Task.FromException(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        _writer.Dispose();
        _buffer.Dispose();
    }

    private void Call(RpcCall call)
    {
        try
        {
            Send(call);
            ReadOnlySpan<byte> frame;
            RpcMessage message;
            do
            {
                frame = NextFrame();
                message = RpcMessage.Read(frame, ..);
            }
            while (!IsReply(frame, message));
            RpcReply.Read(frame, message, call);
            _buffer.Forget();
        }
        catch (TimeoutException)
        {
            throw RpcReply.Silent();
        }
        catch (Exception exception) when (exception is IOException or FrameException or JsonException)
        {
            throw RpcReply.Broken();
        }
    }

    /// <summary>A daemon that has no place for us closes without reading. It has said so before: what it said is read next.</summary>
    private void Send(RpcCall call)
    {
        try
        {
            stream.Write(RpcRequestWriter.Request(_writer, ++_id, call).Span);
        }
        catch (IOException)
        {
            // Whoever said nothing is found closed by the read.
        }
        finally
        {
            _writer.Begin();
        }
    }

    private ReadOnlySpan<byte> NextFrame()
    {
        ReadOnlyMemory<byte> content;
        while (!_buffer.TryTake(out content))
        {
            int count = stream.Read(_buffer.Space().Span);
            if (count == 0)
                throw new IOException("the daemon closed the connection");
            _buffer.Received(count);
        }
        return content.Span;
    }

    /// <summary>A reply bears our id; null stands for a request that the daemon could not read, and there is only one under way.</summary>
    private bool IsReply(ReadOnlySpan<byte> frame, RpcMessage message) => message.IdType switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.Number => Utf8Parser.TryParse(frame[message.Id], out int id, out _) && id == _id,
        _ => false,
    };
}
