using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Writes secrets, all or none.</summary>
/// <param name="Secrets">At least one; no name twice.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
/// <param name="Stage">Whether the new versions wait for a deploy; without a value, whether what is staged is meant.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetRequest(IReadOnlyList<SetEntry> Secrets, SecretScope? Scope = null, bool Stage = false) : IDisposable
{
    /// <summary>Whether an import writes, for the words of an undo; not part of the wire.</summary>
    [JsonIgnore]
    public bool IsImport { get; init; }

    /// <summary>Clears the values.</summary>
    public void Dispose()
    {
        foreach (SetEntry secret in Secrets)
            secret.Value?.Dispose();
    }
}
