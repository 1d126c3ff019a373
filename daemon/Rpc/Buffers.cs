using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>The server's buffers for either direction.</summary>
internal sealed class Buffers : IDisposable
{
    /// <summary>For what comes in.</summary>
    public BufferPool<FrameBuffer> Frames { get; } = new(() => new FrameBuffer(), buffer => buffer.Reset());

    /// <summary>For what goes out.</summary>
    public BufferPool<ReplyBuffer> Replies { get; } = new(() => new ReplyBuffer(), buffer => buffer.Clear());

    /// <inheritdoc/>
    public void Dispose()
    {
        Frames.Dispose();
        Replies.Dispose();
    }
}
