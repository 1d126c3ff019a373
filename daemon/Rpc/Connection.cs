using System.IO.Pipes;
using System.Text.Json;
using Secrets.Daemon.Vault;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// One client. Frames are read one after the other; a request that is answered at once is answered before the next frame is looked
/// at, one that takes time goes on while reading goes on. A batch is worked through in its order before the next frame.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly NamedPipeServerStream _pipe;
    private readonly Dispatcher _dispatcher;
    private readonly BufferPool<ReplyBuffer> _replies;
    private readonly Inbox _inbox;
    private readonly Outbox _outbox;
    private readonly PendingCalls _calls;
    private readonly Session _session;
    private readonly Notifications _notifications;

    /// <summary>Serves a pipe that a client has connected to.</summary>
    public Connection(NamedPipeServerStream pipe, Dispatcher dispatcher, Buffers buffers, Notifications notifications, ServerLimits limits)
    {
        _pipe = pipe;
        _dispatcher = dispatcher;
        _replies = buffers.Replies;
        _notifications = notifications;
        _inbox = new Inbox(pipe, buffers.Frames, limits.FrameTime);
        _outbox = new Outbox(pipe, limits);
        _calls = new PendingCalls(limits.InFlight);
        _session = new Session(new Caller(PipeSocket.PeerPid(pipe.SafePipeHandle), PipeSocket.UserId), () => notifications.Add(_outbox), follow => notifications.Follow(_outbox, follow));
    }

    /// <summary>The process at the other end; 0 where the system does not tell.</summary>
    public int PeerPid => _session.Caller.Pid;

    /// <summary>Whether the client has closed its end, which the reading side may not have noticed yet. Not after <see cref="Dispose"/>.</summary>
    public bool IsGone => PipeSocket.IsGone(_pipe.SafePipeHandle);

    /// <summary>Serves until the client goes.</summary>
    /// <exception cref="FrameException">The client broke a limit; it is disconnected.</exception>
    public async Task RunAsync()
    {
        try
        {
            while (await _inbox.ReadAsync().ConfigureAwait(false))
            {
                while (_inbox.TryTake(out ReadOnlyMemory<byte> frame))
                    await HandleAsync(frame).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            _calls.CancelAll();
        }
        catch
        {
            // In this order, so that no answer to what is cancelled slips out.
            _outbox.Abort();
            _calls.CancelAll();
            throw;
        }
        finally
        {
            // A client that closed only its writing side still reads its answers.
            await _calls.WhenIdleAsync().ConfigureAwait(false);
            _notifications.Remove(_outbox);
        }
    }

    /// <summary>Ends the reading side from outside: what is in flight is still answered.</summary>
    public void Finish() => _outbox.EndReading();

    /// <summary>Ends the connection from outside.</summary>
    public void Abort() => _outbox.Abort();

    /// <inheritdoc/>
    public void Dispose()
    {
        _inbox.Dispose();
        _outbox.Dispose();
        _calls.Dispose();
        _pipe.Dispose();
    }

    private ValueTask HandleAsync(ReadOnlyMemory<byte> frame)
    {
        IReadOnlyList<Range>? batch;
        RpcMessage message = default;
        try
        {
            batch = RpcMessage.Check(frame.Span);
            if (batch is null)
                message = RpcMessage.Read(frame.Span, ..);
        }
        catch (JsonException)
        {
            FrameDepth.Check(frame.Span);
            return RefuseAsync(isJson: false);
        }
        if (batch is null)
            return HandleSingle(message, frame.Span);
        return batch.Count == 0 ? RefuseAsync(isJson: true) : HandleBatchAsync(batch, frame);
    }

    private ValueTask RefuseAsync(bool isJson)
    {
        PendingCall call = _calls.Begin(default);
        ReplyBuffer reply = _replies.Rent();
        if (isJson)
            Dispatcher.AnswerInvalid(reply);
        else
            Dispatcher.AnswerUnreadable(reply);
        return SendAsync(call, reply);
    }

    /// <summary>Starts one request. The task is incomplete only where the answer is ready and its reader is slow.</summary>
    private ValueTask HandleSingle(in RpcMessage message, ReadOnlySpan<byte> frame)
    {
        if (CancelRequest.Is(message))
        {
            _calls.Cancel(CancelRequest.Id(frame[message.Params]));
            return ValueTask.CompletedTask;
        }
        PendingCall call = _calls.Begin(AnswerableId(message, frame));
        ReplyBuffer reply = _replies.Rent();
        ValueTask answered = AnswerAsync(message, frame, call, reply);
        if (answered.IsCompletedSuccessfully)
            return SendAsync(call, reply);
        _ = FinishAsync(answered, call, reply);
        return ValueTask.CompletedTask;
    }

    /// <summary>Answers the requests in their order and sends the answers as one frame. Everything that it calls keeps its errors to itself.</summary>
    private async ValueTask HandleBatchAsync(IReadOnlyList<Range> batch, ReadOnlyMemory<byte> frame)
    {
        PendingCall call = _calls.Begin(default);
        ReplyBuffer reply = _replies.Rent();
        foreach (Range part in batch)
        {
            int before = reply.Position;
            reply.Write(reply.IsEmpty ? "["u8 : ","u8);
            int start = reply.Position;
            await AnswerElementAsync(part, frame, call, reply).ConfigureAwait(false);
            if (reply.Position == start)
                reply.Truncate(before);
        }
        if (!reply.IsEmpty)
            reply.Write("]"u8);
        await SendAsync(call, reply).ConfigureAwait(false);
    }

    private ValueTask AnswerElementAsync(Range part, ReadOnlyMemory<byte> frame, PendingCall call, ReplyBuffer reply)
    {
        RpcMessage message = default;
        try
        {
            message = RpcMessage.Read(frame.Span, part);
        }
        catch (JsonException)
        {
            // Half of a surrogate pair in the method's name: no request.
        }
        call.Begin(AnswerableId(message, frame.Span));
        return CancelRequest.Is(message) ? ValueTask.CompletedTask : AnswerAsync(message, frame.Span, call, reply);
    }

    private ValueTask AnswerAsync(in RpcMessage message, ReadOnlySpan<byte> frame, PendingCall call, ReplyBuffer reply)
    {
        if (Dispatcher.IsRequest(message) && PendingCall.IsLegalId(message.IdType, frame[message.Id].Length))
            return _dispatcher.AnswerAsync(message, frame, call, _session, reply);
        Dispatcher.AnswerInvalid(reply, call.Id);
        return ValueTask.CompletedTask;
    }

    private async Task FinishAsync(ValueTask answered, PendingCall call, ReplyBuffer reply)
    {
        await answered.ConfigureAwait(false);
        try
        {
            await SendAsync(call, reply).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The reading side sees the end as well.
        }
    }

    private ValueTask SendAsync(PendingCall call, ReplyBuffer reply)
    {
        // Before the answer leaves: its reader may send the next request at once.
        _calls.Answered(call);
        ValueTask sent;
        try
        {
            sent = reply.IsEmpty ? ValueTask.CompletedTask : _outbox.SendAsync(reply.End());
        }
        catch
        {
            Release(call, reply);
            throw;
        }
        if (!sent.IsCompletedSuccessfully)
            return ReleaseAfterAsync(sent, call, reply);
        Release(call, reply);
        return ValueTask.CompletedTask;
    }

    private async ValueTask ReleaseAfterAsync(ValueTask sent, PendingCall call, ReplyBuffer reply)
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        finally
        {
            Release(call, reply);
        }
    }

    private void Release(PendingCall call, ReplyBuffer reply)
    {
        _replies.Return(reply);
        _calls.End(call);
    }

    private static ReadOnlySpan<byte> AnswerableId(in RpcMessage message, ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> id = frame[message.Id];
        return PendingCall.IsLegalId(message.IdType, id.Length) ? id : default;
    }
}
