using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Asks whether stored values stand in a content. Dispose clears it.</summary>
/// <param name="Content">Any bytes, at most 1 MiB.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScanRequest(SecretValue Content) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
