using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>One outgoing frame while it is built; used again and again, cleared in between. Not thread-safe.</summary>
internal sealed class ReplyBuffer : IDisposable
{
    private readonly FrameWriter _frame = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>An empty frame.</summary>
    public ReplyBuffer()
    {
        _json = new Utf8JsonWriter(_frame.Content, new JsonWriterOptions { SkipValidation = true, MaxDepth = WireLimits.Depth });
        _frame.Begin();
    }

    /// <summary>Where the next byte goes; a mark for <see cref="Truncate"/>.</summary>
    public int Position => _frame.Content.Length;

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => Position == FrameHeader.MaxWritten;

    /// <summary>Whether the frame is longer than it may be.</summary>
    public bool IsTooLong => Position - FrameHeader.MaxWritten > WireLimits.Frame;

    /// <summary>Appends JSON as it stands.</summary>
    public void Write(ReadOnlySpan<byte> json) => _frame.Content.Write(json);

    /// <summary>Appends a value as JSON.</summary>
    public void Write<T>(T value, JsonTypeInfo<T> type)
    {
        _json.Reset(_frame.Content);
        JsonSerializer.Serialize(_json, value, type);
        _json.Flush();
    }

    /// <summary>Takes back and clears everything from a <see cref="Position"/> on.</summary>
    public void Truncate(int position) => _frame.Content.Truncate(position);

    /// <summary>Completes the frame.</summary>
    /// <returns>Header and content in one piece, valid until <see cref="Clear"/>.</returns>
    public ReadOnlyMemory<byte> End() => _frame.End();

    /// <summary>Clears the frame and begins the next.</summary>
    public void Clear() => _frame.Begin();

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _frame.Dispose();
    }
}
