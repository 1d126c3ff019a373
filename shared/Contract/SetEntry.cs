using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>One secret to write. A null field leaves what is stored.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The new value.</param>
/// <param name="Description">Free text.</param>
/// <param name="Tags">Free words; an empty list removes them.</param>
/// <param name="WriteOnly">True makes it write-only; false is accepted only together with a new value.</param>
/// <param name="ExpiresAt">When it is due.</param>
/// <param name="ExpectedVersion">Conflict unless this is the live version (0: the name must be new).</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetEntry(
    string Name,
    SecretValue Value,
    string? Description = null,
    IReadOnlyList<string>? Tags = null,
    bool? WriteOnly = null,
    DateTimeOffset? ExpiresAt = null,
    int? ExpectedVersion = null);
