using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>
/// One secret to write: with a value, with a recipe to generate one, or with neither, which changes what is said about a secret that is
/// there and makes no version. A null field leaves what is stored.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The new value.</param>
/// <param name="Description">Free text.</param>
/// <param name="Tags">Free words; an empty list removes them.</param>
/// <param name="WriteOnly">True makes it write-only; false takes that away together with a new value, and is refused without one.</param>
/// <param name="ExpiresAt">When it is due.</param>
/// <param name="ExpectedVersion">Conflict unless this is the live version (0: the name must be new).</param>
/// <param name="Generate">What to make a value from, in the daemon: <c>password:40</c>, <c>hex:32</c>, <c>base64:32</c>, <c>uuid</c>, <c>rsa:4096</c>, <c>ed25519</c>, <c>ssh-ed25519</c>.</param>
/// <param name="NeverExpires">Takes the time away at which it is due.</param>
/// <param name="Template">True, with a value: <c>${{ secrets.name }}</c> in it stands for another secret when a run uses it; false: not any more.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetEntry(
    string Name,
    SecretValue? Value = null,
    string? Description = null,
    IReadOnlyList<string>? Tags = null,
    bool? WriteOnly = null,
    DateTimeOffset? ExpiresAt = null,
    int? ExpectedVersion = null,
    string? Generate = null,
    bool NeverExpires = false,
    bool? Template = null);
