using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Copies secrets from one environment to another, all or none, with all that is said about them.</summary>
/// <param name="Names">At least one.</param>
/// <param name="To">Where they go.</param>
/// <param name="Scope">Where they are, inherited ones too; the default scope when absent.</param>
/// <param name="NewName">What the one secret is called there; its old name when absent.</param>
/// <param name="Replace">Whether secrets that are there get a new version; Conflict names them otherwise.</param>
/// <param name="Move">Whether to delete them where they were.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CopyRequest(
    IReadOnlyList<string> Names,
    SecretScope To,
    SecretScope? Scope = null,
    string? NewName = null,
    bool Replace = false,
    bool Move = false);
