using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Makes the vault.</summary>
/// <param name="Source">What the key is.</param>
/// <param name="Key">The passphrase's or the key file's bytes.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record InitRequest(KeySource Source, SecretValue Key) : IDisposable
{
    /// <summary>Clears the key.</summary>
    public void Dispose() => Key.Dispose();
}
