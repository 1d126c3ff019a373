using System.Text.Json;
using Secrets.Shared.Rpc;
using Wire = Secrets.Shared.Contract.Methods;

namespace Secrets.Daemon.Rpc;

/// <summary>The notification <c>$/cancelRequest {id}</c> of the Language Server Protocol, which StreamJsonRpc sends as well.</summary>
internal static class CancelRequest
{
    /// <summary>Whether a message is it.</summary>
    public static bool Is(in RpcMessage message) => message is { IsVersion2: true, Method: Wire.Cancel, IdType: JsonTokenType.None };

    /// <summary>The id of the request to give up, as it stands in the frame; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Id(ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty)
            return default;
        Utf8JsonReader reader = new(parameters, RpcMessage.ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                return parameters[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
            if (reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                reader.Skip();
            }
        }
        return default;
    }
}
