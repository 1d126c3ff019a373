using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>A key that opens the vault already: who changes the ways to open it has to bring one, even while the vault is unlocked.</summary>
/// <param name="Source">What the key is.</param>
/// <param name="Key">The passphrase's or the key file's bytes, or the recovery key as it was written down.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record KeyProof(KeySource Source, SecretValue Key) : IDisposable
{
    /// <summary>Clears the key.</summary>
    public void Dispose() => Key.Dispose();
}
