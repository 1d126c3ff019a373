using System.Text.Json.Serialization;

namespace Secrets.Shared.Contract;

/// <summary>Whether this connection gets the notification <c>audited</c>.</summary>
/// <param name="Follow">From now on, or not any more.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FollowAuditRequest(bool Follow = true);
