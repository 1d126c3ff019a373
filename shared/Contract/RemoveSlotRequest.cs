using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Takes a way to open the vault away.</summary>
/// <param name="Proof">A key that opens it; that of the slot itself will do.</param>
/// <param name="Id">The slot.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RemoveSlotRequest(KeyProof Proof, long Id) : IDisposable
{
    /// <summary>Clears the key.</summary>
    public void Dispose() => Proof.Dispose();
}
