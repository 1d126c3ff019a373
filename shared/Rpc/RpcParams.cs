using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>Reads the parameters of a request: an object by name, or an array by position in the order of the record's properties.</summary>
public static class RpcParams
{
    /// <summary>Reads parameters into the request's record.</summary>
    /// <param name="json">The parameters as they lie in the frame; empty means none.</param>
    /// <param name="type">The record, from <see cref="WireJson"/>.</param>
    /// <exception cref="JsonException">They do not fit; the message may quote a property's name, so it must not travel on.</exception>
    /// <exception cref="Contract.SecretsException">A value breaks a rule of the contract.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        if (json.IsEmpty)
            json = "{}"u8;
        if (json[0] != '[')
            return Deserialize(json, type);
        using SecretBufferWriter named = new(json.Length + 256);
        Name(json, type, named);
        return Deserialize(named.WrittenSpan, type);
    }

    private static T Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the parameters are null");

    /// <summary>Writes an array as the object that it stands for.</summary>
    private static void Name<T>(ReadOnlySpan<byte> array, JsonTypeInfo<T> type, SecretBufferWriter named)
    {
        using Utf8JsonWriter writer = new(named);
        Utf8JsonReader reader = new(array, RpcMessage.ReaderOptions);
        reader.Read();
        int position = 0;
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (position == type.Properties.Count)
                throw new JsonException("more parameters than the method has");
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            writer.WritePropertyName(type.Properties[position++].Name);
            writer.WriteRawValue(array[start..(int)reader.BytesConsumed], skipInputValidation: true);
        }
        writer.WriteEndObject();
    }
}
