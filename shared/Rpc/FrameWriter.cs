using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>Builds one frame after the other in one buffer, so that header and content leave in one write. Not thread-safe.</summary>
public sealed class FrameWriter : IDisposable
{
    /// <summary>Where the content goes, between <see cref="Begin"/> and <see cref="End"/>.</summary>
    public SecretBufferWriter Content { get; } = new();

    /// <summary>Clears the last frame and leaves room for the header, whose length is known only at the end.</summary>
    public void Begin()
    {
        Content.Reset();
        Content.GetSpan(FrameHeader.MaxWritten);
        Content.Advance(FrameHeader.MaxWritten);
    }

    /// <summary>Completes the frame.</summary>
    /// <returns>Header and content, valid until the next <see cref="Begin"/>.</returns>
    /// <exception cref="FrameException">The content is longer than a frame may be; nothing of it may be sent.</exception>
    public ReadOnlyMemory<byte> End()
    {
        int length = Content.Length - FrameHeader.MaxWritten;
        if (length > WireLimits.Frame)
            throw new FrameException("the frame is longer than 2 MiB");
        Span<byte> header = stackalloc byte[FrameHeader.MaxWritten];
        int headerLength = FrameHeader.Write(header, length);
        int start = FrameHeader.MaxWritten - headerLength;
        header[..headerLength].CopyTo(Content.WrittenSpan[start..]);
        return Content.WrittenMemory[start..];
    }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
