using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Adds a way to open the vault.</summary>
/// <param name="Proof">A key that opens it already.</param>
/// <param name="Source">What the new key is; not a recovery key, which the daemon makes itself.</param>
/// <param name="Key">The new passphrase's or key file's bytes.</param>
/// <param name="Label">What people call it, or null.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddSlotRequest(KeyProof Proof, KeySource Source, SecretValue Key, string? Label = null) : IDisposable
{
    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        Proof.Dispose();
        Key.Dispose();
    }
}
