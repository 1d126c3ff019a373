using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Changes the passphrase.</summary>
/// <param name="Proof">A key that opens the vault: the passphrase to be replaced, or another key where that is forgotten.</param>
/// <param name="Passphrase">The new one.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PassphraseRequest(KeyProof Proof, SecretValue Passphrase) : IDisposable
{
    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        Proof.Dispose();
        Passphrase.Dispose();
    }
}
