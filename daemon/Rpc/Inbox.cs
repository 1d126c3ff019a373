using System.IO.Pipes;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>The reading side of a connection: whole frames. A silent peer may stay; one that began a frame has a deadline to complete it.</summary>
internal sealed class Inbox(NamedPipeServerStream pipe, BufferPool<FrameBuffer> buffers, TimeSpan frameTime) : IDisposable
{
    private readonly FrameBuffer _frames = buffers.Rent();
    private CancellationTokenSource? _deadline;
    private bool _disposed;

    /// <summary>Takes a frame that has arrived already.</summary>
    /// <param name="frame">The content, valid until the next call.</param>
    /// <exception cref="FrameException">The peer broke the framing or a limit.</exception>
    public bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        if (!_frames.TryTake(out frame))
            return false;
        EndDeadline();
        return true;
    }

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the end of the connection.</returns>
    /// <exception cref="FrameException">A frame that had begun took too long.</exception>
    public ValueTask<bool> ReadAsync() => _frames.IsInsideFrame ? ReadRestAsync() : ReadNextAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The next connection may have it already.
        if (_disposed)
            return;
        _disposed = true;
        EndDeadline();
        buffers.Return(_frames);
    }

    private async ValueTask<bool> ReadNextAsync()
    {
        int count = await pipe.ReadAsync(_frames.Space()).ConfigureAwait(false);
        _frames.Received(count);
        return count > 0;
    }

    private async ValueTask<bool> ReadRestAsync()
    {
        _deadline ??= new CancellationTokenSource(frameTime);
        try
        {
            int count = await pipe.ReadAsync(_frames.Space(), _deadline.Token).ConfigureAwait(false);
            _frames.Received(count);
            return count > 0;
        }
        catch (OperationCanceledException)
        {
            throw new FrameException("a frame took too long");
        }
    }

    private void EndDeadline()
    {
        _deadline?.Dispose();
        _deadline = null;
    }
}
