using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Makes a recovery key.</summary>
/// <param name="Proof">A key that opens the vault already.</param>
/// <param name="Replace">Whether the recovery keys made before open it no more.</param>
/// <param name="Label">What people call it, or null.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RecoveryRequest(KeyProof Proof, bool Replace = false, string? Label = null) : IDisposable
{
    /// <summary>Clears the key.</summary>
    public void Dispose() => Proof.Dispose();
}
