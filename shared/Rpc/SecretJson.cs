using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>
/// A value as JSON: a string when it is UTF-8 without NUL, else <c>{"base64":"…"}</c>. Bytes go directly between the message
/// and the value's own memory; no string, no rented buffer. A text whose escaping would fill a frame (control characters take
/// six bytes each) goes as base64 as well, so that every legal value fits.
/// </summary>
public static class SecretJson
{
    private static readonly int LongestText = Base64.GetMaxEncodedToUtf8Length(SecretValue.MaxLength);

    /// <summary>Appends a value.</summary>
    public static void Write(IBufferWriter<byte> output, SecretValue value)
    {
        ReadOnlySpan<byte> bytes = value.Span;
        if (!value.HasNul && Utf8.IsValid(bytes) && JsonText.EscapedLength(bytes) is var length && length <= LongestText)
            JsonText.Write(output, bytes, length);
        else
            WriteBase64(output, bytes);
    }

    /// <summary>Reads the value that the reader stands on, a string or an object; afterwards it stands on the last token.</summary>
    /// <exception cref="JsonException">Neither a string of valid text nor the base64 form.</exception>
    /// <exception cref="SecretsException">Invalid: longer than <see cref="SecretValue.MaxLength"/>.</exception>
    public static SecretValue Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return ReadText(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName
            || !reader.ValueTextEquals("base64"u8) || !reader.Read() || reader.TokenType != JsonTokenType.String)
            throw new JsonException("a value is a string or {\"base64\": string}");
        SecretValue value = ReadBase64(ref reader);
        if (reader.Read() && reader.TokenType == JsonTokenType.EndObject)
            return value;
        value.Dispose();
        throw new JsonException("a value is a string or {\"base64\": string}");
    }

    private static SecretValue ReadText(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            if (!Utf8.IsValid(raw))
                throw new JsonException("a string is not UTF-8");
            Limit(raw.Length);
            return new SecretValue(raw);
        }
        using SecretValue scratch = Unescape(ref reader, out int length);
        Limit(length);
        return new SecretValue(scratch.Span[..length]);
    }

    private static SecretValue ReadBase64(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Decode(reader.ValueSpan);
        // Some encoders write "\/" for the slash.
        using SecretValue scratch = Unescape(ref reader, out int length);
        return Decode(scratch.Span[..length]);
    }

    /// <summary>The string with its escapes resolved, in memory that is at least as long.</summary>
    private static SecretValue Unescape(ref Utf8JsonReader reader, out int length)
    {
        SecretValue scratch = new(reader.ValueSpan.Length);
        try
        {
            length = reader.CopyString(scratch.Writable);
            return scratch;
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8, or half of a surrogate pair. Its text quotes the bytes, so it must not be the inner exception.
            scratch.Dispose();
        }
        throw new JsonException("a string is not UTF-8");
    }

    private static SecretValue Decode(ReadOnlySpan<byte> base64)
    {
        using SecretValue scratch = new(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        if (Base64.DecodeFromUtf8(base64, scratch.Writable, out _, out int length) != OperationStatus.Done)
            throw new JsonException("base64 is malformed");
        Limit(length);
        return new SecretValue(scratch.Span[..length]);
    }

    private static void Limit(int length)
    {
        if (length > SecretValue.MaxLength)
            throw new SecretsException(ErrorCode.Invalid, "the value is longer than 1 MiB");
    }

    private static void WriteBase64(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> before = "{\"base64\":\""u8;
        ReadOnlySpan<byte> after = "\"}"u8;
        Span<byte> target = output.GetSpan(before.Length + Base64.GetMaxEncodedToUtf8Length(bytes.Length) + after.Length);
        before.CopyTo(target);
        Base64.EncodeToUtf8(bytes, target[before.Length..], out _, out int length);
        after.CopyTo(target[(before.Length + length)..]);
        output.Advance(before.Length + length + after.Length);
    }
}
