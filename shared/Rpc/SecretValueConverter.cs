using System.Text.Json;
using System.Text.Json.Serialization;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary><see cref="SecretValue"/> as <see cref="SecretJson"/> has it.</summary>
public sealed class SecretValueConverter : JsonConverter<SecretValue>
{
    // A buffer of its own for each value would be eighty kilobytes of pinned memory for one run, and collections to match.
    [ThreadStatic]
    private static SecretBufferWriter? _json;

    /// <inheritdoc/>
    public override SecretValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SecretJson.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SecretValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        // The writer's own string methods rent buffers for escaping that nobody clears; a ready text is copied straight into its output.
        SecretBufferWriter json = _json ??= new SecretBufferWriter();
        try
        {
            SecretJson.Write(json, value);
            writer.WriteRawValue(json.WrittenSpan, skipInputValidation: true);
        }
        finally
        {
            json.Reset();
        }
    }
}
