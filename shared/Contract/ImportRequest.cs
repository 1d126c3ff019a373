using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Writes the secrets of a text, all or none. Dispose clears the text.</summary>
/// <param name="Text">The text, at most 1 MiB.</param>
/// <param name="Format">dotenv, compose, docker, runpod, fly, json or yaml; guessed by the file's name when absent, dotenv where that says nothing.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Prefix">Put before each name, or null.</param>
/// <param name="Conflict">What to do with names that have a secret already.</param>
/// <param name="DryRun">Whether to answer only what would be done.</param>
/// <param name="Stage">Whether the new versions wait for a deploy.</param>
/// <param name="Scope">The scope; the default one when absent.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportRequest(
    SecretValue Text,
    string? Format = null,
    string? FileName = null,
    string? Prefix = null,
    ImportConflict Conflict = ImportConflict.Fail,
    bool DryRun = false,
    bool Stage = false,
    SecretScope? Scope = null) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Text.Dispose();
}
