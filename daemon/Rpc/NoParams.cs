using System.Text.Json.Serialization;

namespace Secrets.Daemon.Rpc;

/// <summary>The parameters of a method that takes none: absent, <c>{}</c> or <c>[]</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NoParams;
