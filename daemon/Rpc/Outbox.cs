using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Secrets.Daemon.Rpc;

/// <summary>
/// The writing side of a connection: whole frames, one after the other. A reply may wait for a slow reader, a bounded time; a
/// notification never waits. It goes into the system's own buffer, or behind a reply that is under way, and where neither takes it
/// the subscriber is too slow and is dropped.
/// </summary>
internal sealed class Outbox(NamedPipeServerStream pipe, ServerLimits limits) : IDisposable
{
    private readonly SafePipeHandle _socket = pipe.SafePipeHandle;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<byte[]> _notices = new();

    /// <summary>Ends the connection; its reader sees the end. Safe at any time from any thread.</summary>
    public void Abort() => Shutdown(PipeSocket.BothSides);

    /// <summary>Ends only what comes in; answers can still leave.</summary>
    public void EndReading() => Shutdown(PipeSocket.ReadingSide);

    /// <summary>Sends a frame; complete at once unless the reader is slow.</summary>
    /// <exception cref="IOException">The peer is gone, or did not read for too long.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        if (!_turn.Wait(0))
            return QueueAsync(frame);
        int sent;
        try
        {
            sent = PipeSocket.SendNow(_socket, frame.Span);
        }
        catch
        {
            _turn.Release();
            throw;
        }
        if (sent < frame.Length)
            return WaitAsync(frame[sent..]);
        _turn.Release();
        SendNotices();
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends a notification without waiting, or drops the subscriber.</summary>
    public void Notify(byte[] frame)
    {
        lock (_notices)
        {
            if (_notices.Count == limits.Notices)
            {
                Abort();
                return;
            }
            _notices.Enqueue(frame);
        }
        SendNotices();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask QueueAsync(ReadOnlyMemory<byte> frame)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        await WaitAsync(frame).ConfigureAwait(false);
    }

    /// <summary>Sends the rest; the turn is ours and ends here.</summary>
    private async ValueTask WaitAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            using CancellationTokenSource deadline = new(limits.FrameTime);
            await pipe.WriteAsync(rest, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // A part may have left: nothing that follows would make sense.
            Abort();
            throw new IOException("the peer does not read", exception);
        }
        finally
        {
            _turn.Release();
        }
        SendNotices();
    }

    /// <summary>Whoever ends a turn looks again: a notification that came meanwhile found the turn taken and relies on it.</summary>
    private void SendNotices()
    {
        try
        {
            while (HasNotices() && _turn.Wait(0))
            {
                try
                {
                    SendWaiting();
                }
                finally
                {
                    _turn.Release();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The connection is gone; its reading side sees the end as well and cleans up.
        }
    }

    private void SendWaiting()
    {
        while (Next() is { } frame)
        {
            if (PipeSocket.SendNow(_socket, frame) == frame.Length)
                continue;
            Abort();
            throw new IOException("the subscriber does not read");
        }
    }

    private bool HasNotices()
    {
        lock (_notices)
            return _notices.Count > 0;
    }

    private byte[]? Next()
    {
        lock (_notices)
            return _notices.TryDequeue(out byte[]? frame) ? frame : null;
    }

    private void Shutdown(int sides)
    {
        try
        {
            PipeSocket.Shutdown(_socket, sides);
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself.
        }
    }
}
