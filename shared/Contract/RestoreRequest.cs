using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Brings a backup back.</summary>
/// <param name="Path">The backup, an absolute path.</param>
/// <param name="Key">A key that opens the vault in the backup.</param>
/// <param name="Replace">Whether the backup takes the place of a vault that is there.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RestoreRequest(string Path, KeyProof Key, bool Replace = false) : IDisposable
{
    /// <summary>Clears the key.</summary>
    public void Dispose() => Key.Dispose();
}
