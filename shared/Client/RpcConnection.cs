using System.Buffers.Text;
using System.Text.Json;
using Secrets.Shared.Contract;
using Secrets.Shared.Rpc;

namespace Secrets.Shared.Client;

/// <summary>
/// The screen's channel: many calls at a time, notifications, cancellation. One thread of its own blocks in read, so that an idle
/// connection makes no system call and no timer. Thread-safe.
/// </summary>
public sealed class RpcConnection : IRpcChannel
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(5);

    private readonly UnixPipeStream _pipe;
    private readonly Lock _gate = new();
    private readonly FrameWriter _writer = new();
    private readonly Dictionary<int, PendingCall> _pending = [];

    // The daemon disconnects whoever has more requests waiting than it allows; further ones wait here.
    private readonly SemaphoreSlim _slots = new(WireLimits.InFlight);
    private int _id;
    private bool _ended;
    private SecretsException? _reason;

    /// <summary>Begins to read. Add handlers and then call <c>subscribe</c>, or the first notifications find nobody.</summary>
    /// <param name="pipe">The connection, which this object owns from now on.</param>
    public RpcConnection(UnixPipeStream pipe)
    {
        _pipe = pipe;
        _pipe.SetTimeouts(TimeSpan.Zero, WriteTimeout);
        new Thread(Read) { IsBackground = true, Name = "pipe" }.Start();
    }

    /// <summary>Secrets were written or removed. Like every event here, raised on the reading thread: return at once, and do not throw.</summary>
    public event Action<ChangeNotice>? Changed;

    /// <summary>The vault was locked or unlocked.</summary>
    public event Action<LockNotice>? LockChanged;

    /// <summary>The audit log has grown; only after <c>audit.follow</c>.</summary>
    public event Action<AuditNotice>? Audited;

    /// <summary>The connection ended, by whichever side; once, and after every waiting call has failed.</summary>
    public event Action? Closed;

    /// <inheritdoc/>
    /// <remarks>
    /// A cancelled call still waits for the daemon's word: it ends as cancelled when the daemon gave it up, and with its result when the
    /// daemon had finished. So a caller knows whether a <c>set</c> happened.
    /// </remarks>
    public async Task CallAsync(RpcCall call, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            PendingCall pending = Send(call, cancellationToken);
            using CancellationTokenRegistration registration = cancellationToken.Register(() => Cancel(pending.Id));
            await pending.Completion.ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Ends the connection; waiting calls fail. Safe to call twice, and from an event.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            // The reading thread wakes, and closes what it has been reading from.
            if (!_ended)
                _pipe.Shutdown();
        }
    }

    private PendingCall Send(RpcCall call, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_ended)
                throw _reason ?? RpcReply.Broken();
            PendingCall pending = new(++_id, call, cancellationToken);
            ReadOnlyMemory<byte> frame = RpcRequestWriter.Request(_writer, pending.Id, call);
            _pending.Add(pending.Id, pending);
            Write(frame);
            return pending;
        }
    }

    private void Cancel(int id)
    {
        lock (_gate)
        {
            if (!_ended && _pending.ContainsKey(id))
                Write(RpcRequestWriter.Cancel(_writer, id));
        }
    }

    /// <summary>
    /// Sends a frame and clears it. A failure ends the connection, which fails every waiting call, this one among them, once what the
    /// daemon had still sent is read.
    /// </summary>
    private void Write(ReadOnlyMemory<byte> frame)
    {
        try
        {
            _pipe.Write(frame.Span);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException)
        {
            _pipe.Shutdown();
        }
        _writer.Begin();
    }

    private void Read()
    {
        using FrameBuffer buffer = new();
        try
        {
            while (_pipe.Read(buffer.Space().Span) is var count and > 0)
            {
                buffer.Received(count);
                while (buffer.TryTake(out ReadOnlyMemory<byte> content))
                    Receive(content.Span);
                buffer.Forget();
            }
        }
        catch (Exception exception) when (exception is IOException or FrameException or JsonException)
        {
            // Whatever broke, nothing more can be read: the same end as a closed connection.
        }
        End();
    }

    private void Receive(ReadOnlySpan<byte> frame)
    {
        RpcMessage message = RpcMessage.Read(frame, ..);
        switch (message.Method)
        {
            case Methods.Changed:
                Changed?.Invoke(JsonSerializer.Deserialize(frame[message.Params], WireJson.Default.ChangeNotice) ?? throw new JsonException("a notice is null"));
                break;
            case Methods.LockChanged:
                LockChanged?.Invoke(JsonSerializer.Deserialize(frame[message.Params], WireJson.Default.LockNotice) ?? throw new JsonException("a notice is null"));
                break;
            case Methods.Audited:
                Audited?.Invoke(JsonSerializer.Deserialize(frame[message.Params], WireJson.Default.AuditNotice) ?? throw new JsonException("a notice is null"));
                break;
            case null:
                Complete(frame, message);
                break;
        }
    }

    private void Complete(ReadOnlySpan<byte> frame, RpcMessage message)
    {
        if (message.IdType == JsonTokenType.Null && RpcMessage.IsPresent(message.Error))
            _reason = RpcReply.Refusal(frame, message);
        if (message.IdType != JsonTokenType.Number || !Utf8Parser.TryParse(frame[message.Id], out int id, out _))
            throw new JsonException("the daemon could not read a request");
        PendingCall? pending;
        lock (_gate)
            _pending.Remove(id, out pending);
        pending?.Complete(frame, message);
    }

    private void End()
    {
        PendingCall[] waiting;
        lock (_gate)
        {
            _ended = true;
            waiting = [.. _pending.Values];
            _pending.Clear();
            _writer.Dispose();
            _pipe.Dispose();
        }
        foreach (PendingCall call in waiting)
            call.Fail(_reason ?? RpcReply.Broken());
        Closed?.Invoke();
    }
}
