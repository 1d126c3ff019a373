using System.Text.Json;
using Secrets.Shared.Rpc;

namespace Secrets.Daemon.Rpc;

/// <summary>Tells a frame that is nested too deep, which breaks a limit, from one that merely is no JSON, which is answered.</summary>
internal static class FrameDepth
{
    /// <summary>Reads as far as the frame makes sense.</summary>
    /// <exception cref="FrameException">It is nested too deep.</exception>
    public static void Check(ReadOnlySpan<byte> frame)
    {
        Utf8JsonReader reader = new(frame, new JsonReaderOptions { MaxDepth = WireLimits.Depth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= WireLimits.Depth)
                    throw new FrameException("a frame is nested too deep");
            }
        }
        catch (JsonException)
        {
            // No JSON; how deep it would have been does not matter.
        }
    }
}
