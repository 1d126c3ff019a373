using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Secrets.Shared.Rpc;

/// <summary>
/// The envelope of one JSON-RPC 2.0 message: where its parts lie in the frame. Nothing is copied, so that values stay in the
/// frame's own memory until somebody reads them into theirs.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RpcMessage
{
    /// <summary>How every reader of ours reads: nothing beyond the grammar, and no deeper than the limit.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = WireLimits.Depth };

    /// <summary>Whether the message is an object that says <c>"jsonrpc": "2.0"</c>.</summary>
    public bool IsVersion2 { get; private init; }

    /// <summary>The method's name; null where it is absent or no string.</summary>
    public string? Method { get; private init; }

    /// <summary>The id as it stands in the frame (a number, a string or null), so that the answer repeats it exactly; empty where absent.</summary>
    public Range Id { get; private init; }

    /// <summary>What kind the id is; <see cref="JsonTokenType.None"/> where it is absent.</summary>
    public JsonTokenType IdType { get; private init; }

    /// <summary>The parameters, empty where absent.</summary>
    public Range Params { get; private init; }

    /// <summary>What kind the parameters are; <see cref="JsonTokenType.None"/> where they are absent.</summary>
    public JsonTokenType ParamsType { get; private init; }

    /// <summary>The result, empty where absent.</summary>
    public Range Result { get; private init; }

    /// <summary>The error, empty where absent.</summary>
    public Range Error { get; private init; }

    /// <summary>Whether the frame is a whole, single JSON value in UTF-8, and if it is an array, where its elements lie.</summary>
    /// <param name="frame">The frame's content.</param>
    /// <returns>The elements of a batch, or null where the frame is no array.</returns>
    /// <exception cref="JsonException">Not JSON, not UTF-8, or nested too deep.</exception>
    /// <exception cref="FrameException">More than <see cref="WireLimits.Batch"/> elements.</exception>
    public static IReadOnlyList<Range>? Check(ReadOnlySpan<byte> frame)
    {
        // The reader looks only at the structure: text inside a string could be anything.
        if (!Utf8.IsValid(frame))
            throw new JsonException("the frame is not UTF-8");
        Utf8JsonReader reader = new(frame, ReaderOptions);
        reader.Read();
        List<Range>? elements = null;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            elements = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (elements.Count == WireLimits.Batch)
                    throw new FrameException("too many requests in a batch");
                elements.Add(SkipValue(ref reader));
            }
        }
        else
        {
            reader.Skip();
        }
        // Throws where anything follows.
        reader.Read();
        return elements;
    }

    /// <summary>Reads one envelope.</summary>
    /// <param name="frame">The frame's content.</param>
    /// <param name="part">Where the message lies in it: all of it, or one element of a batch.</param>
    /// <exception cref="JsonException">Not JSON, or nested too deep.</exception>
    public static RpcMessage Read(ReadOnlySpan<byte> frame, Range part)
    {
        (int offset, int length) = part.GetOffsetAndLength(frame.Length);
        Utf8JsonReader reader = new(frame.Slice(offset, length), ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return default;
        RpcMessage message = new() { Id = 0..0, Params = 0..0, Result = 0..0, Error = 0..0 };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("jsonrpc"u8))
            {
                reader.Read();
                message = message with { IsVersion2 = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("2.0"u8) };
                reader.Skip();
            }
            else if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                message = message with { Method = reader.TokenType == JsonTokenType.String ? Text(ref reader) : null };
                reader.Skip();
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                message = message with { IdType = reader.TokenType, Id = Shift(SkipValue(ref reader), offset) };
            }
            else if (reader.ValueTextEquals("params"u8))
            {
                reader.Read();
                message = message with { ParamsType = reader.TokenType, Params = Shift(SkipValue(ref reader), offset) };
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                reader.Read();
                message = message with { Result = Shift(SkipValue(ref reader), offset) };
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                message = message with { Error = Shift(SkipValue(ref reader), offset) };
            }
            else
            {
                reader.Skip();
            }
        }
        return message;
    }

    /// <summary>A range of <see cref="Params"/>'s kind as it lies in the frame.</summary>
    public static bool IsPresent(Range part) => part.End.Value > part.Start.Value;

    private static Range SkipValue(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static Range Shift(Range range, int offset) => (range.Start.Value + offset)..(range.End.Value + offset);

    /// <summary>The string that a reader stands on; half of a surrogate pair is no text.</summary>
    internal static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair. Its text quotes the bytes, so it must not be the inner exception.
        }
        throw new JsonException("a string is not UTF-8");
    }
}
