using System.Buffers.Text;
using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Formats;

/// <summary>
/// Reads one flat JSON object: strings as they are, numbers and booleans as they are written, and <c>{"base64": "…"}</c> for bytes
/// that are no text, which is also how the export writes them.
/// </summary>
internal sealed class JsonReader : ITextReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16, CommentHandling = JsonCommentHandling.Disallow };

    public void Read(ReadOnlySpan<byte> text, TextPairs into)
    {
        if (text.StartsWith(System.Text.Encoding.UTF8.Preamble))
            text = text[System.Text.Encoding.UTF8.Preamble.Length..];
        Utf8JsonReader reader = new(text, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw TextPairs.Fault(1, "expected a JSON object of names and values");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                int line = LineAt(text, reader.TokenStartIndex);
                string name = reader.GetString()!;
                reader.Read();
                into.AddUnique(name, ReadValue(ref reader, text, name, line), line);
            }
            if (reader.Read())
                throw TextPairs.Fault(LineAt(text, reader.TokenStartIndex), "text after the JSON object");
        }
        catch (JsonException exception)
        {
            // Its own message quotes the text.
            throw TextPairs.Fault((int)(exception.LineNumber ?? 0) + 1, "not JSON");
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's word for a string with a lone surrogate or bytes that are no UTF-8.
            throw TextPairs.Fault(LineAt(text, reader.TokenStartIndex), "a string that is no valid Unicode");
        }
    }

    private static SecretValue ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string name, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ReadString(ref reader);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return new SecretValue(reader.ValueSpan);
            case JsonTokenType.StartObject:
                if (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("base64"u8)
                    && reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    using SecretValue encoded = ReadString(ref reader);
                    if (reader.Read() && reader.TokenType == JsonTokenType.EndObject)
                        return Decode(encoded.Span, name, line);
                }
                break;
            default:
                break;
        }
        throw TextPairs.Fault(
            line,
            $"the value of {Names.Printable(name)} is {(reader.TokenType == JsonTokenType.Null ? "null" : "not a string, number or boolean")}",
            "a flat object is read: nested values have no name of their own");
    }

    private static SecretValue ReadString(ref Utf8JsonReader reader)
    {
        using SecretValue room = new(reader.ValueSpan.Length);
        int written = reader.CopyString(room.Writable);
        return new SecretValue(room.Span[..written]);
    }

    private static SecretValue Decode(ReadOnlySpan<byte> encoded, string name, int line)
    {
        using SecretValue room = new(Base64.GetMaxDecodedFromUtf8Length(encoded.Length));
        if (Base64.DecodeFromUtf8(encoded, room.Writable, out _, out int written) != System.Buffers.OperationStatus.Done)
            throw TextPairs.Fault(line, $"the base64 of {Names.Printable(name)} is not valid");
        return new SecretValue(room.Span[..written]);
    }

    private static int LineAt(ReadOnlySpan<byte> text, long index) => text[..(int)index].Count((byte)'\n') + 1;
}
